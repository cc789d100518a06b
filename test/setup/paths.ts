/** Where `npm run setup` puts what the tests need, and how a test finds it. */
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** What a tier needs and does not find; the message is the line that brings it. */
export class NotSetUp extends Error {
  override readonly name = 'NotSetUp';
}

/** The environments of Python, each from `<name>.requirements.txt` beside this file. */
export const venvNames = ['spark', 'emulator', 'policy'] as const;
export type VenvName = (typeof venvNames)[number];

/** Written last: a folder without it is half done. */
export const marker = '.complete';

export function cacheFolder(): string {
  const base = process.env['XDG_CACHE_HOME'];
  return join(base !== undefined && base !== '' ? base : join(homedir(), '.cache'), 'lakewright');
}

export function lockFile(name: VenvName): string {
  return join(__dirname, `${name}.requirements.txt`);
}

export const jarsFile = join(__dirname, 'jars.json');

/** Where the environment belongs, there or not. */
export function venvFolder(name: VenvName): string {
  return keyed(name, lockFile(name));
}

export function jarsFolder(): string {
  return keyed('jars', jarsFile);
}

export const goToolsFile = join(__dirname, 'go_tools.json');

export function goToolsFolder(): string {
  return keyed('go-tools', goToolsFile);
}

/** The path of a program of go_tools.json. */
export function goTool(name: string): string {
  const folder = goToolsFolder();
  if (!isComplete(folder)) throw new NotSetUp(`${name} is not installed: npm run setup`);
  return join(folder, name);
}

/** The list of the newer AWS bindings, which the constructs are checked against beside those that they are made for. */
export const bindingsList = join(__dirname, 'aws_bindings', 'package-lock.json');

export function bindingsFolder(): string {
  return keyed('aws-bindings', bindingsList);
}

/** The folder of the newer `@cdktf/provider-aws`. */
export function newerBindings(): string {
  const folder = bindingsFolder();
  if (!isComplete(folder)) throw new NotSetUp('the newer AWS bindings are not installed: npm run setup');
  return join(folder, 'node_modules', '@cdktf', 'provider-aws');
}

export function isComplete(folder: string): boolean {
  return existsSync(join(folder, marker));
}

/** The path of a program of an environment: `program('spark', 'python')`. */
export function program(name: VenvName, executable: string): string {
  const folder = venvFolder(name);
  if (!isComplete(folder)) throw new NotSetUp(`the Python environment '${name}' is not installed: npm run setup`);
  return join(folder, 'bin', executable);
}

/** The jars of jars.json, as paths. */
export function jars(): readonly string[] {
  const folder = jarsFolder();
  if (!isComplete(folder)) throw new NotSetUp('the jars for Spark are not installed: npm run setup');
  return readFileSync(join(folder, marker), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((name) => join(folder, name));
}

/** The path of a Chromium: `LAKEWRIGHT_CHROMIUM`, else the first on the PATH. */
export function chromium(): string {
  const named = process.env['LAKEWRIGHT_CHROMIUM'];
  const found =
    named !== undefined && named !== ''
      ? named
      : ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
          .map(onPath)
          .find((path) => path !== undefined);
  if (found === undefined) throw new NotSetUp('no Chromium on the PATH: npm run setup (or set LAKEWRIGHT_CHROMIUM)');
  return found;
}

export function onPath(executable: string): string | undefined {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, executable))
    .find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** `<cache>/<name>-<hash of the file that says what is in it>`: a changed list is another folder. */
function keyed(name: string, file: string): string {
  const hash = createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 12);
  return join(cacheFolder(), `${name}-${hash}`);
}
