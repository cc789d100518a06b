/** What follows a job of EMR Serverless: its bill goes into the ledger, or the run goes on without. */
import validate from 'asl-validator';
import { awsFacts } from '../../../constructs/aws/facts';
import {
  emrServerless,
  type EmrServerlessFacts,
  permissions,
  stateMachine,
  type StateMachineFacts,
} from '../../../pipelines/targets';
import { evaluate } from '../../emulator/iam/evaluate';
import { fixturePlan } from '../../stacks/plan_fixture';
import { environmentOf } from '../../stacks/synthesized';

type States = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const facts = (more: Pick<EmrServerlessFacts, 'ledger'>): StateMachineFacts => ({
  partition: 'aws-cn',
  compute: (profile) =>
    emrServerless({
      applicationId: `id-of-${profile}`,
      sparkSubmitParameters: () => '--conf a=b',
      logs: { group: '/aws/emr-serverless/shop' },
      ...more,
    }),
  jobRoleArn: ({ layer }) => `arn:aws-cn:iam::111122223333:role/${layer}`,
  bundleUri: 's3://artefacts/bundles/shop',
  bindingsUri: 's3://artefacts/bindings/shop.json',
  alertTopicArn: 'arn:aws-cn:sns:cn-north-1:111122223333:alerts',
  tags: { project: 'acme' },
});
const kept = facts({ ledger: { table: 'acme-dev-ledger', domain: 'shop' } });
const plan = fixturePlan();
const statesOf = (machine: object): States => (JSON.parse(JSON.stringify(machine)) as { States: States }).States;
const states = statesOf(stateMachine(plan, 'sales', kept));

/** The state after `name` where the data has no more than `there`: the numbers at some paths, and other paths. */
function next(from: States, name: string, there: Readonly<Record<string, number | string>>): unknown {
  const state = from[name] ?? {};
  if (state['Type'] !== 'Choice') return state['Next'];
  interface Rule {
    readonly And?: readonly Rule[];
    readonly Variable?: string;
    readonly IsPresent?: boolean;
    readonly NumericGreaterThan?: number;
    readonly Next?: string;
  }
  const holds = ({ And: all, Variable: path = '', IsPresent: asked, NumericGreaterThan: least = 0 }: Rule): boolean => {
    if (all !== undefined) return all.every(holds);
    if (asked === true) return Object.hasOwn(there, path);
    // A path that is not there ends an execution.
    if (!Object.hasOwn(there, path)) throw new Error(`${name} reads ${path}, which is not there`);
    return Number(there[path]) > least;
  };
  return (state['Choices'] as readonly Rule[]).find(holds)?.Next ?? state['Default'];
}

test('is valid Amazon States Language, side by side too', () => {
  const gold = plan.units['sales-gold'];
  if (gold === undefined) throw new Error('the fixture has the unit');
  const both = { ...plan, units: { ...plan.units, 'sales-gold-2': { ...gold, id: 'sales-gold-2' } } };
  for (const each of [plan, both]) {
    expect(validate(stateMachine(each, 'sales', kept))).toMatchObject({ isValid: true, errors: [] });
  }
  const { Branches: branches } = statesOf(stateMachine(both, 'sales', kept))['sales-gold and sales-gold-2'] ?? {};
  for (const { States: branch } of branches as readonly { readonly States: States }[]) {
    const [end] = Object.entries(branch).find(([, { Type: type }]) => type === 'Succeed') ?? [];
    expect(Object.values(branch).flatMap(({ Default: otherwise }) => otherwise ?? [])).toEqual([end, end]);
  }
});

describe('after a job', () => {
  const run = { '$.job.JobRunId': 'run' };
  const billed = (hours: number) => ({ '$.job.BilledResourceUtilization.VCPUHour': hours });
  const asked = (hours: number) => ({
    '$.asked.JobRun.JobRunId': 'run',
    '$.asked.JobRun.BilledResourceUtilization.VCPUHour': hours,
  });

  test('its bill is kept at once where it is there', () => {
    expect(states['sales-bronze']).toMatchObject({ ResultPath: '$.job', Next: 'Has a bill: sales-bronze' });
    expect(next(states, 'Has a bill: sales-bronze', { ...run, ...billed(0.106) })).toBe(
      'Keep the bill of sales-bronze',
    );
    expect(next(states, 'Keep the bill of sales-bronze', {})).toBe('sales-silver');
  });

  test('and is asked for once where it is not', () => {
    expect(next(states, 'Has a bill: sales-bronze', run)).toBe('Wait for the bill of sales-bronze');
    expect(next(states, 'Has a bill: sales-bronze', { ...run, ...billed(0) })).toBe(
      'Wait for the bill of sales-bronze',
    );
    expect(next(states, 'Wait for the bill of sales-bronze', run)).toBe('Ask for the bill of sales-bronze');
    expect(states['Ask for the bill of sales-bronze']).toMatchObject({
      Resource: 'arn:aws-cn:states:::aws-sdk:emrserverless:getJobRun',
      Parameters: { ApplicationId: 'id-of-small', 'JobRunId.$': '$.job.JobRunId' },
      ResultPath: '$.asked',
    });
    expect(next(states, 'Has a bill by now: sales-bronze', asked(0.106))).toBe('Take the bill of sales-bronze');
    expect(states['Take the bill of sales-bronze']).toMatchObject({ InputPath: '$.asked.JobRun', ResultPath: '$.job' });
    expect(next(states, 'Take the bill of sales-bronze', {})).toBe('Keep the bill of sales-bronze');
  });

  test('nothing of it stops the run', () => {
    expect(next(states, 'Has a bill: sales-gold', {})).toBe('Succeeded');
    expect(next(states, 'Has a bill: sales-gold', billed(0.106))).toBe('Succeeded');
    expect(next(states, 'Has a bill by now: sales-gold', run)).toBe('Succeeded');
    expect(next(states, 'Has a bill by now: sales-gold', asked(0))).toBe('Succeeded');
    for (const name of ['Ask for the bill of sales-gold', 'Keep the bill of sales-gold']) {
      expect(states[name]?.['Catch']).toEqual([
        { ErrorEquals: ['States.ALL'], ResultPath: '$.not_kept', Next: 'Succeeded' },
      ]);
    }
  });
});

test('what is kept is one item of each job run, with whose it is and the bill as the service gives it', () => {
  expect(states['Keep the bill of sales-silver']).toMatchObject({
    Resource: 'arn:aws-cn:states:::dynamodb:updateItem',
    ResultPath: null,
    Parameters: {
      TableName: 'acme-dev-ledger',
      Key: {
        pk: { S: 'bill#shop/sales-silver' },
        sk: { 'S.$': "States.Format('{}#{}', $$.Execution.StartTime, $.job.JobRunId)" },
      },
      UpdateExpression:
        'SET #domain = :domain, #pipeline = :pipeline, #unit = :unit, #compute = :compute, #execution = :execution, ' +
        '#arguments = :arguments, #job_run = :job_run, #billed = :billed',
      ExpressionAttributeValues: {
        ':domain': { S: 'shop' },
        ':pipeline': { S: 'sales' },
        ':unit': { S: 'sales-silver' },
        ':compute': { S: 'small' },
        ':execution': { 'S.$': '$$.Execution.Name' },
        ':arguments': { 'S.$': 'States.JsonToString($.arguments)' },
        ':job_run': { 'S.$': '$.job.JobRunId' },
        ':billed': { 'S.$': 'States.JsonToString($.job.BilledResourceUtilization)' },
      },
    },
  });
});

test('without a ledger a job is followed by the next one', () => {
  const bare = statesOf(stateMachine(plan, 'sales', facts({})));
  expect(bare['sales-bronze']).toMatchObject({ ResultPath: null, Next: 'sales-silver' });
  expect(Object.keys(bare).filter((name) => name.includes('bill'))).toEqual([]);
});

test('a long unit has states whose names fit, and no two the same', () => {
  const bronze = plan.units['sales-bronze'];
  if (bronze === undefined) throw new Error('the fixture has the unit');
  const id = 'u'.repeat(80);
  const machine = statesOf(stateMachine({ ...plan, units: { [id]: { ...bronze, id } } }, 'sales', kept));
  expect(Object.keys(machine).filter((name) => name.length > 80)).toEqual([]);
  expect(Object.keys(machine).filter((name) => /^(Has|Wait|Ask|Take|Keep)\b/.test(name))).toHaveLength(6);
});

test('the state machines may write the bills of their domain, and nothing else of the ledger', () => {
  const environment = environmentOf('dev');
  const ids = { dataKeyArn: 'key', notificationsKeyArn: 'other', applicationArn: (profile: string) => profile };
  const role = permissions(plan, environment, awsFacts, ids).find(({ name }) => name.endsWith('-orchestration'));
  const verdict = (action: string, key: string, table = 'lakewright-dev-ledger') =>
    evaluate(role?.statements ?? [], {
      action: `dynamodb:${action}`,
      resource: `arn:aws:dynamodb:eu-central-1:111122223333:table/${table}`,
      context: { 'dynamodb:LeadingKeys': [key] },
    });
  expect(verdict('UpdateItem', 'bill#shop/sales-gold')).toBe('allowed');
  expect(verdict('UpdateItem', 'bill#shops/sales-gold')).toBe('not allowed');
  expect(verdict('UpdateItem', 'attempt#sales/gold.revenue')).toBe('not allowed');
  expect(verdict('DeleteItem', 'bill#shop/sales-gold')).toBe('not allowed');
  expect(verdict('UpdateItem', 'bill#shop/sales-gold', 'other')).toBe('not allowed');
});
