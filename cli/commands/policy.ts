/** `lakewright policy`: what rules say of the stacks of an environment. */
import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { Environment } from '../../environments';
import type { Finding } from '../policy/findings';
import { type CommonOptions, command, fileErrorText } from '../command';
import { printDiagnostics, shownDiagnostic } from '../diagnostics';
import { environmentOf } from '../environment';
import { checkFilePlace } from '../folder';
import { colours, note, print, printJson } from '../output';
import { readProject } from '../project';
import { inTemporaryFolder } from '../temporary';
import { WrongUsage } from '../usage';

interface Options extends CommonOptions {
  readonly env: string;
  readonly sarif?: string;
  readonly checkov: boolean;
}

export function policyCommand(): Command {
  return command('policy', 'hold the stacks of an environment against rules: our own, and those of checkov', [
    'policy --env prod',
    'policy --env prod --sarif policy.sarif',
    'policy --env dev --no-checkov --json',
  ])
    .requiredOption('--env <name>', 'the environment')
    .option('--sarif <file>', 'also write the findings as SARIF 2.1.0, for a code host')
    .option('--no-checkov', 'our own rules alone')
    .action(policy);
}

async function policy({ json, project: from, env, sarif: file, checkov: withCheckov }: Options): Promise<void> {
  if (file !== undefined) checkFilePlace(file, '--sarif');
  const project = readProject(from);
  const environment = environmentOf(project, env, json);
  if (environment === undefined) return;
  const { checkovFindings, checkovVersion, findCheckov } =
    require('../policy/checkov') as typeof import('../policy/checkov');
  const checkov = withCheckov ? findCheckov() : undefined;
  if (withCheckov && checkov === undefined) {
    throw new WrongUsage(
      'checkov is not on the PATH',
      `pip install checkov==${checkovVersion} (or set LAKEWRIGHT_CHECKOV), or leave its rules out: --no-checkov`,
    );
  }
  await inTemporaryFolder('synth', async (folder) => {
    const { synth } = require('../../main') as typeof import('../../main');
    const diagnostics = synth({ environment: env, project: project.folder, outdir: folder });
    if (diagnostics.some((each) => each.severity === 'error')) {
      if (json) printJson({ ok: false, diagnostics: diagnostics.map(shownDiagnostic) });
      else printDiagnostics(diagnostics);
      process.exitCode = 1;
      return;
    }
    const { Platform } = require('../../constructs/core/policy') as typeof import('../../constructs/core/policy');
    const { policyRules } = require('../../constructs/aws/policy') as typeof import('../../constructs/aws/policy');
    const { assess, idleSuppressions } = require('../policy/findings') as typeof import('../policy/findings');
    const { sarif } = require('../policy/sarif') as typeof import('../policy/sarif');
    const { policyText } = require('../policy/text') as typeof import('../policy/text');
    const platform = Platform.read(folder);
    const own = assess(platform, policyRules, contextOf(environment));
    const scanned = checkov === undefined ? [] : await checkovFindings(checkov, platform);
    const findings = [...own.findings, ...scanned].sort(byPlace);
    const scanners = ['lakewright', ...(checkov === undefined ? [] : ['checkov'])] as readonly Finding['scanner'][];
    const idle = idleSuppressions(platform, findings, new Set(scanners));
    const open = findings.filter((each) => each.suppressed === undefined).length;
    if (json) printJson({ ok: open === 0, environment: env, findings, rules: own.tallies, idleSuppressions: idle });
    else print(policyText(findings, own.tallies, idle));
    if (open > 0) process.exitCode = 1;
    if (file !== undefined) write(file, `${JSON.stringify(sarif(findings, scanners), undefined, 2)}\n`);
  });
}

/** After the findings were printed: a path that cannot be written costs the file alone. */
function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    note(`${colours.red(colours.bold('error'))} --sarif: ${fileErrorText(error, file)}`);
    process.exitCode = 1;
  }
}

const contextOf = ({ allowDestroy, roles }: Environment) => ({
  allowDestroy,
  ...(roles.permissionsBoundary === undefined ? {} : { permissionsBoundary: roles.permissionsBoundary }),
});

const byPlace = (a: Finding, b: Finding): number => (`${a.path} ${a.rule}` < `${b.path} ${b.rule}` ? -1 : 1);
