/** The generated parts of a construct's page, between markers; the rest of the page is written by hand. */
import type { AlarmRule } from '../../constructs/core';
import type { ClassReference } from './class_reference';

export interface Refused {
  readonly wrong: string;
  /** What the construct says, without its path. */
  readonly says: string;
}

export interface Generated {
  readonly reference: ClassReference;
  readonly alarms: readonly AlarmRule[];
  readonly refused: readonly Refused[];
}

/** @returns the page with what is between the markers replaced; what was there does not matter */
export function filled(
  page: string,
  example: (path: string) => string,
  generated: (className: string) => Generated,
): string {
  return page
    .replaceAll(
      /(<!-- example: (\S+) -->\n).*?(<!-- end of example -->)/gs,
      (_, begin: string, path: string, end: string) => `${begin}\`\`\`ts\n${shown(example(path))}\`\`\`\n${end}`,
    )
    .replaceAll(
      /(<!-- reference: (\w+) -->\n).*?(<!-- end of reference -->)/gs,
      (_, begin: string, name: string, end: string) => `${begin}${referenceText(generated(name))}${end}`,
    );
}

/** An example as a user of the package writes it. */
const shown = (source: string): string =>
  source
    .replaceAll("'../../constructs/aws'", "'lakewright/aws'")
    .replaceAll("'../../constructs/aws/facts'", "'lakewright/aws/facts'")
    .replaceAll("'../../constructs/core'", "'lakewright/constructs'")
    .replaceAll("'../../pipelines/definition'", "'lakewright'")
    .replaceAll("'../../environments'", "'lakewright/environments'");

function referenceText({ reference, alarms, refused }: Generated): string {
  const parts = [
    '## Properties\n',
    ...(reference.takesNaming
      ? ['`project`, `environment`, `account`, `region`: what it is named from ([names](../aws.md#names)).\n']
      : []),
    ...section(
      ['property', 'type', 'what it is'],
      [...reference.props]
        .sort((a, b) => Number(a.optional) - Number(b.optional))
        .map(({ name, type, optional, text }) => [`${code(name)}${optional ? '' : ' (required)'}`, code(type), text]),
    ),
    ...headed(
      '## What it has',
      section(
        ['', 'type', 'what it is'],
        reference.properties.map(({ name, type, text }) => [code(name), code(type), text]),
      ),
    ),
    ...headed(
      '## What it does',
      section(
        ['', 'gives', 'what it does'],
        reference.methods.map(({ name, type, text }) => [code(name), code(type), text]),
      ),
    ),
    ...headed(
      '## Alarms',
      section(
        ['alarm', 'rings when', 'severity', 'what it means', 'source'],
        alarms.map((rule) => [code(rule.name), condition(rule), rule.severity, rule.description, link(rule.source)]),
      ),
    ),
    ...headed(
      '## What it refuses',
      section(
        ['', 'it says'],
        refused.map(({ wrong, says }) => [wrong, says]),
      ),
    ),
  ];
  return `${parts.join('\n')}\n`;
}

function condition(rule: AlarmRule): string {
  const { metric, comparison, threshold, periodSeconds, evaluationPeriods = 1, datapointsToAlarm, missingData } = rule;
  const times =
    evaluationPeriods === 1 ? '' : `, ${datapointsToAlarm ?? evaluationPeriods} of ${evaluationPeriods} times`;
  const silent = missingData === 'bad' ? ', or no data' : '';
  return `${metric.statistic} of ${code(metric.name)} ${comparison} ${threshold} in ${periodSeconds} s${times}${silent}`;
}

function section(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [`${line(head)}\n${line(head.map(() => '---'))}\n${rows.map(line).join('\n')}\n`];
}

const headed = (title: string, text: readonly string[]): readonly string[] =>
  text.length === 0 ? [] : [`${title}\n`, ...text];
const code = (text: string): string => (text === '' ? '' : `\`${text.replaceAll('`', "'")}\``);
const link = (source: string): string => `[${new URL(source).hostname}](${source})`;
