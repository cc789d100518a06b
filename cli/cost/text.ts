/** A month's costs as text: sums first, then what was assumed and what has no price. */
import type { CostChange, CostLine, Estimate } from '../../constructs/aws/cost';
import { costAssumptions, type CostAssumption } from '../../environments/cost';
import { aligned, colours, count } from '../output';

export const money = (usd: number): string =>
  (Math.abs(usd) < 0.005 ? 0 : usd).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const signed = (usd: number): string => (money(usd).startsWith('-') ? money(usd) : `+${money(usd)}`);
/** A column of text that ends where the longest ends. */
function column<Row>(title: string, rows: readonly Row[], cell: (row: Row) => string) {
  const width = Math.max(title.length, ...rows.map((row) => cell(row).length));
  return { title: title.padStart(width), cell: (row: Row): string => cell(row).padStart(width) };
}

/** `all` shows each resource's lines too. */
export function estimateText(
  title: string,
  { lines, fixed, usage, assumed, unpriced }: Estimate,
  all: boolean,
): string {
  const parts = [
    `${title}: ${colours.bold(`${money(fixed + usage)} USD a month`)}, of which ${money(fixed)} fixed and ${money(usage)} by use`,
    sums('stack', lines, ({ stack }) => stack),
    sums('resource type', lines, ({ type }) => type),
    ...(all ? [details(lines)] : []),
    assumptionsText(assumed),
    unpricedText(unpriced),
    `${datesOf(lines)}; before taxes, discounts and free tiers`,
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

export function changesText(title: string, before: Estimate, after: Estimate, changes: readonly CostChange[]): string {
  const [was, is] = [before.fixed + before.usage, after.fixed + after.usage];
  const head = `${title}: ${money(was)} USD a month before, ${money(is)} after: ${colours.bold(signed(is - was))}`;
  const columns = [
    column('change', changes, ({ change }) => signed(change)),
    column('before', changes, ({ before: usd }) => (usd === undefined ? 'new' : money(usd))),
    column('after', changes, ({ after: usd }) => (usd === undefined ? 'gone' : money(usd))),
  ];
  const rows = changes.map((each) => [
    ...columns.map(({ cell }) => cell(each)),
    each.type,
    each.resource,
    missing(each.notPriced),
  ]);
  return [
    head,
    rows.length === 0
      ? 'no resource costs more or less'
      : aligned(rows, [...columns.map((each) => each.title), 'type', 'resource', '']),
    assumptionsText(after.assumed),
    unpricedText(after.unpriced),
    `${datesOf([...before.lines, ...after.lines])}; before taxes, discounts and free tiers`,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

export interface CostGroup {
  readonly name: string;
  readonly fixed: number;
  readonly usage: number;
  readonly total: number;
  /** Lines that the sums leave out. */
  readonly notPriced: number;
}

/** What each group costs, the dearest first. */
export function grouped(lines: readonly CostLine[], group: (line: CostLine) => string): readonly CostGroup[] {
  const all = new Map<string, { fixed: number; usage: number; notPriced: number }>();
  for (const line of lines) {
    const name = group(line);
    const each = all.get(name) ?? { fixed: 0, usage: 0, notPriced: 0 };
    each[line.kind] += line.usd ?? 0;
    if (line.usd === undefined) each.notPriced += 1;
    all.set(name, each);
  }
  return [...all]
    .map(([name, { fixed, usage, notPriced }]) => ({ name, fixed, usage, total: fixed + usage, notPriced }))
    .sort((a, b) => b.total - a.total || (a.name < b.name ? -1 : 1));
}

function sums(what: string, lines: readonly CostLine[], group: (line: CostLine) => string): string {
  const groups = grouped(lines, group);
  const columns = [
    column('fixed', groups, ({ fixed }) => money(fixed)),
    column('use', groups, ({ usage }) => money(usage)),
    column('month', groups, ({ total }) => money(total)),
  ];
  const rows = groups.map((each) => [each.name, ...columns.map(({ cell }) => cell(each)), missing(each.notPriced)]);
  return aligned(rows, [what, ...columns.map(({ title }) => title), '']);
}

const missing = (lines: number): string => (lines === 0 ? '' : `and ${lines} not priced`);

function details(lines: readonly CostLine[]): string {
  const month = column('month', lines, ({ usd }) => (usd === undefined ? '?' : money(usd)));
  const rows = lines.map((line) => [
    month.cell(line),
    line.resource,
    line.item,
    `${Number(line.quantity.toPrecision(6))} × ${line.unit}`,
    line.price === undefined ? 'not priced' : `${line.price.usd} in ${line.region}`,
  ]);
  return aligned(rows, [month.title, 'resource', 'what', 'how much', 'price']);
}

function assumptionsText(assumed: Estimate['assumed']): string {
  if (assumed.length === 0) return '';
  const rows = assumed.map(({ name, value }) => [name, String(value), assumptionText(name)]);
  return aligned(rows, ['assumed', 'value', '']);
}

const assumptionText = (name: CostAssumption): string => `${costAssumptions[name].unit} ${costAssumptions[name].what}`;

function unpricedText(unpriced: Estimate['unpriced']): string {
  if (unpriced.length === 0) return '';
  const reasons = new Map<string, number>();
  for (const { type, item, why } of unpriced) {
    const key = `${type}\n${item}\n${why}`;
    reasons.set(key, (reasons.get(key) ?? 0) + 1);
  }
  const rows = [...reasons].map(([key, times]) => [...key.split('\n'), times === 1 ? '' : `${times} times`]);
  return `${colours.yellow(`not priced, and not in the sum: ${count(unpriced.length, 'item')}`)}\n${aligned(rows)}`;
}

function datesOf(lines: readonly CostLine[]): string {
  const dates = lines
    .flatMap(({ price }) => (price === undefined || price.seen === 'undated' ? [] : [price.seen]))
    .sort();
  const undated = lines.some(({ price }) => price?.seen === 'undated');
  return `list prices of ${dates[0] ?? 'no day'} to ${dates.at(-1) ?? 'no day'}${undated ? ', some of them undated' : ''}`;
}
