/** What is generated of docs/environments.md: what tiers say, and how the environments here differ. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { differences } from '../../cli/environments';
import { traitsOf } from '../../constructs/aws/environment/traits';
import { Platform } from '../../constructs/core/policy';
import { costAssumptions } from '../../environments/cost';
import { tierDefaults, tiers } from '../../environments/tiers';
import { example } from '../../test/stacks/example_plan';
import { environmentOf, synthesize } from '../../test/stacks/synthesized';

/** By path from the repository. */
export function environmentPages(root: string): readonly (readonly [path: string, text: string])[] {
  const page = (path: string): string => readFileSync(join(root, path), 'utf8');
  const [environments, cost] = [join('docs', 'environments.md'), join('docs', 'cost.md')];
  const withTiers = between(page(environments), 'tiers', tierTable());
  return [
    [environments, between(withTiers, 'differences', differenceTable())],
    [cost, between(page(cost), 'assumptions', assumptionTable())],
  ];
}

function tierTable(): string {
  const rows = Object.entries({ ...tierDefaults });
  return table(
    ['key', ...tiers.map(code), 'why'],
    rows.map(([key, { byTier, why, source }]) => [
      code(key),
      ...tiers.map((tier) => code(String(byTier[tier]))),
      `${why} ([source](${source}))`,
    ]),
  );
}

function differenceTable(): string {
  const { plan, python } = example();
  const traits = new Map(
    tiers.map((name) => {
      const environment = environmentOf(name);
      const platform = Platform.read(synthesize(environment, [plan], undefined, python));
      return [name, traitsOf(environment, platform)] as const;
    }),
  );
  return table(
    ['what differs', ...tiers.map(code)],
    differences(traits).map(({ what, values }) => [what, ...tiers.map((name) => values[name] ?? '')]),
  );
}

const assumptionTable = (): string =>
  table(
    ['key', 'unless given', 'what it is'],
    Object.entries(costAssumptions).map(([key, { unless, unit, what }]) => [
      code(key),
      unless.toLocaleString('en-US'),
      `${unit} ${what}`,
    ]),
  );

const code = (text: string): string => `\`${text}\``;
const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  `${[line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')}\n`;

/** The text between the markers replaced; what was there does not matter. */
const between = (page: string, name: string, text: string): string =>
  page.replace(
    new RegExp(`(<!-- ${name} -->\\n)[\\s\\S]*?(<!-- end of ${name} -->)`),
    (_, begin: string, end: string) => `${begin}${text}${end}`,
  );
