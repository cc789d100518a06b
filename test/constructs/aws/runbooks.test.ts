/** Each alarm that a construct recommends names a runbook that is there, and each runbook is of an alarm. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scheduleMonitoring } from '../../../constructs/aws';
import { type AlarmRule, App, TerraformStack } from '../../../constructs/core';
import { idOf, isMonitored } from './root_modules';
import { Surroundings } from './surroundings';
import { variants } from './variants';

const docs = join(__dirname, '..', '..', '..', 'docs');
const pages = readdirSync(join(docs, 'runbooks')).map((file) => file.replace(/\.md$/, ''));

/** Both: what one has with all of its properties, another has with few. */
const alarms = variants.flatMap((variant) => {
  const stack = new TerraformStack(new App({ skipValidation: true }), 'test');
  const given = new Surroundings(stack, 'dev');
  const made = [
    variant.all(stack, 'all', given),
    ...(variant.once === undefined ? [variant.least(stack, 'least', given)] : []),
  ];
  return made.filter(isMonitored).flatMap((each) => each.alarms.map((rule) => ({ construct: idOf(variant), rule })));
});
const all = [...alarms, ...scheduleMonitoring('acme').alarms.map((rule) => ({ construct: 'schedules', rule }))];
const runbookOf = ({ runbook, name }: AlarmRule): string => runbook ?? name;

test('each alarm that a construct recommends has a runbook', () => {
  const missing = all.filter(({ rule }) => !pages.includes(runbookOf(rule)));
  expect(
    missing.map(({ construct, rule }) => `${construct}: ${rule.name}: docs/runbooks/${runbookOf(rule)}.md`),
  ).toEqual([]);
  expect(new Set(all.map(({ construct }) => construct)).size).toBeGreaterThan(20);
});

test('each runbook is of an alarm, and is in the list of docs/monitoring.md', () => {
  const named = new Set(all.map(({ rule }) => runbookOf(rule)));
  expect(pages.filter((page) => !named.has(page))).toEqual([]);
  const list = readFileSync(join(docs, 'monitoring.md'), 'utf8');
  expect(pages.filter((page) => !list.includes(`| [${page}](runbooks/${page}.md) |`))).toEqual([]);
});
