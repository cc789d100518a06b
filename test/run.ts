/**
 * `npm test`: the tiers one after another, or those that are named (`npm test -- style unit`). The last line is
 * `N passed, N failed`; a skipped test counts as failed, since these tiers may not skip.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jestTier } from './tiers/jest';
import { pytestTier } from './tiers/pytest';
import { styleTier } from './tiers/style';
import { type Outcome, sum } from './tiers/outcome';
import { NotSetUp, chromium, jars, program } from './setup/paths';
import { needs } from './setup/tools';

/** Two files at once, the longest first. */
const twoAtOnce = ['--maxWorkers=2', `--testSequencer=${join(__dirname, 'tiers', 'order.js')}`];

const tiers = {
  style: () => styleTier(),
  unit: (scratch: string) => jestTier('unit', scratch, ['--maxWorkers=100%']),
  acceptance: (scratch: string) => jestTier('acceptance', scratch, ['--runInBand']),
  emulator: async (scratch: string) => {
    program('emulator', 'python');
    program('policy', 'checkov');
    await needs('terraform');
    return sum([
      await jestTier('emulator', scratch, twoAtOnce),
      await pytestTier('emulator', 'test/emulator', scratch),
    ]);
  },
  engines: async (scratch: string) => {
    program('spark', 'python');
    jars();
    chromium();
    await needs('java');
    return sum([await jestTier('engines', scratch, twoAtOnce), await pytestTier('spark', 'test/engines', scratch)]);
  },
};
type Tier = keyof typeof tiers;

function isTier(name: string): name is Tier {
  return Object.hasOwn(tiers, name);
}

async function main(names: readonly string[]): Promise<number> {
  const unknown = names.filter((name) => !isTier(name));
  if (unknown.length > 0) {
    process.stderr.write(`no tier '${unknown.join("', '")}'; there are ${Object.keys(tiers).join(', ')}\n`);
    return 2;
  }
  const chosen = (names.length === 0 ? Object.keys(tiers) : names).filter(isTier);
  const scratch = mkdtempSync(join(tmpdir(), 'lakewright-test-'));
  // What the tests make goes with it at the end.
  process.env['TMPDIR'] = scratch;
  const outcomes: Outcome[] = [];
  const times: string[] = [];
  for (const tier of chosen) {
    process.stdout.write(`\n--- ${tier}\n`);
    const started = performance.now();
    const outcome = await attempt(() => tiers[tier](scratch));
    outcomes.push(outcome);
    const seconds = ((performance.now() - started) / 1000).toFixed(1).padStart(7);
    times.push(`${tier.padEnd(10)} ${seconds} s   ${outcome.passed} passed, ${outcome.failures.length} failed`);
  }
  rmSync(scratch, { recursive: true, force: true });
  const { passed, failures } = sum(outcomes);
  process.stdout.write(`\n${failures.map((failure) => `failed: ${failure}\n`).join('')}`);
  process.stdout.write(`\n${times.join('\n')}\n\n${passed} passed, ${failures.length} failed\n`);
  return failures.length === 0 && passed > 0 ? 0 : 1;
}

async function attempt(tier: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await tier();
  } catch (error) {
    if (!(error instanceof NotSetUp)) throw error;
    process.stdout.write(`${error.message}\n`);
    return { passed: 0, failures: [error.message] };
  }
}

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
