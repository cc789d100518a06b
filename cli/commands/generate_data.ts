/** `lakewright generate-data`: files of the e-commerce example. */
import { join } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type * as z from 'zod';
import { type CommonOptions, command } from '../command';
import { shownPath } from '../diagnostics';
import { makeFolder } from '../folder';
import { aligned, note, print, printJson } from '../output';
import { readProject } from '../project';
import { WrongUsage } from '../usage';

interface Options extends CommonOptions {
  readonly out: string;
  readonly seed?: number;
  readonly start?: string;
  readonly days?: number;
  readonly only?: number;
  readonly orders?: number;
  readonly customers?: number;
  readonly products?: number;
  readonly late?: number;
  readonly duplicates?: number;
  readonly broken?: number;
}

export function generateDataCommand(): Command {
  return command('generate-data', 'write the files of an online shop, the same bytes for a seed', [
    'generate-data --out landing',
    'generate-data --out landing --orders 1000000 --customers 100000 --days 1',
    'generate-data --out landing --only 2 --late 0.1 --broken 0.05',
  ])
    .addOption(
      new Option('--out <folder>', 'the landing folder: files go to <folder>/<entity>/<yyyy-mm-dd>').default(
        '.lakewright/landing',
        '.lakewright/landing of the project',
      ),
    )
    .option('--seed <n>', 'another seed gives other data (42)', number)
    .option('--start <date>', 'the first day (2026-01-01)')
    .option('--days <n>', 'how many days (2)', number)
    .option('--only <n>', 'that day alone; 1 is the first', number)
    .option('--orders <n>', 'orders a day (1000)', number)
    .option('--customers <n>', 'customers on the first day (1000)', number)
    .option('--products <n>', 'products on the first day (200)', number)
    .option('--late <share>', 'share of orders and changes that come late (0.03)', number)
    .option('--duplicates <share>', 'share of rows that come twice (0.01)', number)
    .option('--broken <share>', 'share of rows that are broken (0.01)', number)
    .action(generateData);
}

function number(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || Number.isNaN(value)) throw new InvalidArgumentError(`'${text}' is not a number.`);
  return value;
}

function expected(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'too_small':
      return `expected at least ${String(issue.minimum)}`;
    case 'too_big':
      return `expected at most ${String(issue.maximum)}`;
    case 'invalid_type':
      return `expected a ${issue.expected === 'int' ? 'whole number' : issue.expected}`;
    case 'invalid_format':
      return 'expected a date of the calendar, as in 2026-01-01';
    default:
      return issue.message;
  }
}

/** It needs no project: one that was named has to be there, and files go into its folder unless --out says where. */
function landingOf(out: string, project: string, command: Command): string {
  if (command.getOptionValueSource('project') === 'default') return out;
  const { folder } = readProject(project);
  return command.getOptionValueSource('out') === 'default' ? join(folder, out) : out;
}

function generateData({ out, json, project, ...given }: Options, command: Command): void {
  const { entities, generate, generateOptions } =
    require('../../examples/ecommerce/generate') as typeof import('../../examples/ecommerce/generate');
  const options = generateOptions.safeParse(given);
  if (!options.success) {
    const issue = options.error.issues[0];
    const name = String(issue?.path[0] ?? '');
    throw new WrongUsage(
      `--${name} ${String(Reflect.get(given, name))}: ${issue === undefined ? 'is wrong' : expected(issue)}`,
    );
  }
  const { only, days: all } = given;
  if (only !== undefined && all !== undefined && only > all)
    throw new WrongUsage(`--only ${only}: expected at most --days ${all}`, 'leave out --days: --only is one day alone');
  const landing = landingOf(out, project, command);
  makeFolder(landing, '--out');
  const days: object[] = [];
  const total = { rows: 0, bytes: 0 };
  const started = performance.now();
  generate(landing, options.data, ({ date, files }) => {
    for (const entity of entities) {
      total.rows += files[entity].rows;
      total.bytes += files[entity].bytes;
    }
    days.push({ date, files });
    if (!json) {
      const rows = entities.map((entity) => {
        const { path, rows, duplicates, broken } = files[entity];
        return [shownPath(path), rows, duplicates, broken];
      });
      print(`${aligned(rows, ['file', 'rows', 'twice', 'broken'])}\n`);
    }
  });
  if (json) return printJson({ ok: true, days });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  note(`${total.rows.toLocaleString('en')} rows, ${(total.bytes / 1e6).toFixed(1)} MB in ${seconds} s`);
}
