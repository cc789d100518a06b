#!/usr/bin/env node
/** The command line. A command loads what it needs when it runs, so that help comes at once. */
import { Command } from 'commander';
import { bootstrapCommand } from './commands/bootstrap';
import { compileCommand } from './commands/compile';
import { costCommand } from './commands/cost';
import { deployCommand } from './commands/deploy';
import { driftCommand } from './commands/drift';
import { generateDataCommand } from './commands/generate_data';
import { lineageCommand } from './commands/lineage';
import { listCommand } from './commands/list';
import { permissionsCommand } from './commands/permissions';
import { policyCommand } from './commands/policy';
import { runCommand } from './commands/run';
import { validateCommand } from './commands/validate';
import { runProgram } from './command';
import { outliveStreams } from './streams';

const program = new Command('lakewright')
  .description('Data lakehouses as typed programs.')
  .version(version(), '--version')
  .addHelpText('after', '\nExit codes: 0 it went well, 1 it failed, 2 it was used wrongly.');

for (const make of [
  validateCommand,
  compileCommand,
  runCommand,
  listCommand,
  lineageCommand,
  permissionsCommand,
  policyCommand,
  costCommand,
  generateDataCommand,
  bootstrapCommand,
  deployCommand,
  driftCommand,
]) {
  program.addCommand(make());
}
for (const each of [program, ...program.commands])
  each.exitOverride().showHelpAfterError('(--help shows what there is)');

outliveStreams();
void runProgram(program, process.argv);

function version(): string {
  for (const place of ['../package.json', '../../package.json']) {
    try {
      const { version } = require(place) as { version: string };
      return version;
    } catch {
      continue;
    }
  }
  return 'unknown';
}
