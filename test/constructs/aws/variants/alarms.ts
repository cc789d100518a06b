import { Alarms, type AlarmsProps } from '../../../../constructs/aws';
import type { AlarmRule, Naming } from '../../../../constructs/core';
import type { Variant } from '../variant';

const rule: AlarmRule = {
  metric: { namespace: 'AWS/States', name: 'ExecutionsFailed', dimensions: {}, statistic: 'Sum', label: 'failed' },
  name: 'failed',
  description: 'A run failed',
  severity: 'error',
  comparison: '>',
  threshold: 0,
  periodSeconds: 300,
  source: 'https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html',
};
const slow: AlarmRule = {
  ...rule,
  metric: { ...rule.metric, name: 'ExecutionTime', statistic: 'p99', label: 'slowest' },
  name: 'slow',
  severity: 'warning',
  comparison: '>=',
  threshold: 3_600_000,
  evaluationPeriods: 3,
  datapointsToAlarm: 2,
  missingData: 'as before',
};
const least = (naming: Naming, name: string, topicArn: string): AlarmsProps => ({
  prefix: `acme-${naming.environment}-${name}`,
  rules: [rule],
  topicArn,
});
const wrong = (naming: Naming, rules: readonly AlarmRule[]): AlarmsProps => ({
  ...least(naming, 'x', 'arn:aws:sns:eu-central-1:111122223333:alerts'),
  rules,
});

export const alarms: Variant = {
  construct: Alarms,
  family: 'foundation',
  least: (scope, id, given, name = 'least') => new Alarms(scope, id, least(given.naming, name, given.topicArn())),
  all: (scope, id, given) =>
    new Alarms(scope, id, {
      prefix: `acme-${given.naming.environment}-all`,
      rules: [rule, slow],
      topicArn: { warning: given.topicArn(), error: given.topicArn(), critical: given.topicArn() },
      runbooks: 'https://acme.example/runbooks',
    }),
  existing: { none: 'alarms are told of, not granted on' },
  refused: [
    {
      wrong: 'a period that the service does not take',
      build: (scope, { naming }) => new Alarms(scope, 'it', wrong(naming, [{ ...rule, periodSeconds: 90 }])),
      message: 'rules.0.periodSeconds: found 90; expected 10, 20, 30 or a multiple of 60',
    },
    {
      wrong: 'a topic that is none',
      build: (scope, { naming }) => new Alarms(scope, 'it', { ...wrong(naming, [rule]), topicArn: 'alerts' }),
      message: 'topicArn: found "alerts"; expected a topic\'s ARN',
    },
    {
      wrong: 'nobody, and no reason',
      build: (scope, { naming }) => new Alarms(scope, 'it', { ...wrong(naming, [rule]), topicArn: { nobody: '-' } }),
      message: 'topicArn.nobody: found "-"; expected a sentence that says why nobody is told',
    },
    {
      wrong: 'more bad periods than are looked at',
      build: (scope, { naming }) =>
        new Alarms(scope, 'it', wrong(naming, [{ ...rule, evaluationPeriods: 2, datapointsToAlarm: 3 }])),
      message: 'expected at most as many datapointsToAlarm as evaluationPeriods',
    },
    {
      wrong: 'a look back of more than a day',
      build: (scope, { naming }) =>
        new Alarms(scope, 'it', wrong(naming, [{ ...rule, periodSeconds: 1800, evaluationPeriods: 49 }])),
      message: 'expected to look back at most a day',
    },
  ],
};
