/**
 * `npm run setup`: brings what the tests need besides Node into the user's cache folder. Quick when all is there.
 * `npm run setup -- --lock` compiles the lock files anew from the `.requirements.in` files, with uv.
 */
import { join } from 'node:path';
import { cacheFolder, lockFile, onPath, venvNames } from './paths';
import { must } from './process';
import { installBindings } from './bindings';
import { installGoTools } from './go_tools';
import { installJars } from './jars';
import { checkTools, installChromium } from './tools';
import { findPython, installVenv } from './venv';

let failures = 0;

function say(name: string, what: string): void {
  process.stdout.write(`${name.padEnd(16)} ${what}\n`);
}

async function step(name: string, work: () => Promise<'there' | 'installed'>): Promise<void> {
  const started = performance.now();
  const waiting = setTimeout(() => say(name, 'installing ...'), 1000);
  try {
    const state = await work();
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    say(name, state === 'there' ? 'is there' : `installed in ${seconds} s`);
  } catch (error) {
    failures++;
    say(name, `failed: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    clearTimeout(waiting);
  }
}

async function setUp(): Promise<void> {
  say('cache', cacheFolder());
  for (const { name, found, missing } of await checkTools()) {
    if (missing !== undefined) failures++;
    say(name, found ?? missing ?? '');
  }
  const python = await findPython();
  if (python === undefined) {
    failures++;
    say('python', 'no Python 3.11 or newer on the PATH: apt-get install python3 python3-venv');
  } else {
    for (const name of venvNames) await step(`python/${name}`, () => installVenv(name, python));
  }
  const mvn = onPath('mvn');
  if (mvn !== undefined) await step('jars', () => installJars(mvn));
  await step('aws bindings', installBindings);
  await step('go tools', installGoTools);
  await step('chromium', installChromium);
}

async function lockRequirements(): Promise<void> {
  for (const name of venvNames) {
    const source = join(__dirname, `${name}.requirements.in`);
    const options = ['--quiet', '--no-header', '--no-emit-index-url', '--no-annotate', '--universal'];
    await must(['uv', 'pip', 'compile', ...options, '--python-version', '3.11', source, '-o', lockFile(name)]);
    say(name, `locked in ${lockFile(name)}`);
  }
}

void (process.argv.includes('--lock') ? lockRequirements() : setUp()).then(
  () => {
    process.exitCode = failures === 0 ? 0 : 1;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
