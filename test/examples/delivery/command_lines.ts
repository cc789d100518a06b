/** Whether a line of a script calls a command of ours that is there, with options that it has. */
import { Command } from 'commander';
import { deployCommand } from '../../../cli/commands/deploy';
import { driftCommand } from '../../../cli/commands/drift';
import { policyCommand } from '../../../cli/commands/policy';

/** The calls in a script, each as its words after `lakewright`. */
export function callsIn(script: string): readonly (readonly string[])[] {
  return [...script.matchAll(/npx lakewright ([^|\n]*)/g)].map(([, words = '']) =>
    words
      .replace('"${approvals[@]}"', '--approve aws_s3_bucket.gold')
      .replace('"${except[@]}"', '--except audit-account')
      .replaceAll(/"([^"]*)"/g, '$1')
      .replaceAll('$ENVIRONMENT', 'dev')
      .trim()
      .split(/\s+/),
  );
}

/** @throws what commander says of it. @returns the command and its options */
export async function parsed(words: readonly string[]): Promise<readonly [name: string, options: object]> {
  const program = new Command('lakewright').exitOverride();
  let found: readonly [string, object] | undefined;
  for (const command of [deployCommand(), driftCommand(), policyCommand()]) {
    command
      .exitOverride()
      .configureOutput({ writeErr: () => {} })
      .action(() => {
        found = [command.name(), command.opts()];
      });
    program.addCommand(command);
  }
  program.configureOutput({ writeErr: () => {} });
  await program.parseAsync([...words], { from: 'user' });
  if (found === undefined) throw new Error(`nothing was called by '${words.join(' ')}'`);
  return found;
}
