/** The frame of a command: options that several share, and how it ends. */
import { Console } from 'node:console';
import { Command, CommanderError, Option } from 'commander';
import { WrongUsage, Failure } from './usage';
import { shownPath } from './diagnostics';
import { colours, note, printJson } from './output';

export interface CommonOptions {
  readonly json: boolean;
  readonly project: string;
}

/** A command with `--json`, `--project` and examples below its help. */
export function command(name: string, summary: string, examples: readonly string[]): Command {
  return new Command(name)
    .summary(summary)
    .description(summary)
    .option('--json', 'print the result as JSON', false)
    .option('--project <folder>', 'where lakewright.json is', '.')
    .addHelpText('after', `\nExamples:\n${examples.map((each) => `  $ lakewright ${each}`).join('\n')}`);
}

/** `--except`: stacks to leave out, one each time, so that a stack that is named behind it is still one to take. */
export const exceptOption = (): Option =>
  new Option('--except <stack>', 'not this stack, such as audit-account; again for each')
    .default([], 'none')
    .argParser((stack: string, all: readonly string[]) => [...all, stack]);

export const selectHelp = "tasks, as in 'gold.* +fact_orders dim_customer+ tag:product=shop'";

/** Runs the program: 0 when it went well, 1 when it failed, 2 when it was used wrongly. */
export async function runProgram(program: Command, argv: readonly string[]): Promise<void> {
  const json = argv.includes('--json');
  const end = (code: 1 | 2, message: string, hint?: string) => {
    process.exitCode = code;
    if (json) printJson({ ok: false, error: { message, ...(hint === undefined ? {} : { hint }) } });
    else
      note(
        `${colours.red(colours.bold('error'))} ${message}${hint === undefined ? '' : `\n  ${colours.green('hint')}: ${hint}`}`,
      );
  };
  // Definitions are programs of their own: what they say, throw later or do to the process is none of our output.
  if (json) globalThis.console = new Console(process.stderr);
  let over = false;
  process.on('exit', (code) => {
    if (over || code !== 0) return;
    end(1, 'the definitions ended the process before the command was done', 'leave process.exit() out of them');
  });
  const later = (error: unknown) =>
    end(1, `the definitions threw after they were read: ${error instanceof Error ? error.message : String(error)}`);
  if (process.env['LAKEWRIGHT_DEBUG'] === undefined) {
    process.on('unhandledRejection', later);
    process.on('uncaughtException', later);
  }
  try {
    await program.parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return;
      // Commander has said what is wrong on standard error.
      process.exitCode = 2;
      if (json) printJson({ ok: false, error: { message: error.message.replace(/^error: /, '') } });
    } else if (error instanceof WrongUsage) end(2, error.message, error.hint);
    else if (error instanceof Failure) end(1, error.message);
    else if (isFileError(error)) end(1, fileErrorText(error));
    else if (error instanceof Error && error.name === 'DatabaseError') end(1, error.message);
    else if (process.env['LAKEWRIGHT_DEBUG'] !== undefined) throw error;
    else end(1, error instanceof Error ? error.message : String(error), 'LAKEWRIGHT_DEBUG=1 shows where it happened');
  } finally {
    over = true;
  }
}

type FileError = Error & { readonly code: string; readonly path: string };

function isFileError(error: unknown): error is FileError {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    'path' in error &&
    typeof error.path === 'string'
  );
}

const fileErrors: Readonly<Record<string, string>> = {
  EACCES: 'may not be read or written by this user',
  EPERM: 'may not be changed by this user',
  EROFS: 'is on a file system that is read-only',
  ENOENT: 'is not there',
  ENOTDIR: 'is below a file, not a folder',
  EEXIST: 'is there already',
  EISDIR: 'is a folder',
  ENOSPC: 'cannot be written: the disk is full',
  EDQUOT: 'cannot be written: the quota is used up',
  EMFILE: 'cannot be opened: too many files are open',
};

/** @param path of the file, where the error itself may not name it */
export function fileErrorText(error: unknown, path?: string): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : '';
  const where = path ?? ('path' in error ? String(error.path) : '');
  return `'${shownPath(where)}' ${fileErrors[code] ?? `cannot be used: ${error.message}`}`;
}
