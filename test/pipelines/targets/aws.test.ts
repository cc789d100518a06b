import { awsFacts } from '../../../constructs/aws/facts';
import { bindings as bindingsSchema, type Plan } from '../../../pipelines/plan';
import { awsBindings, heapGb, permissions, planOfPipeline, sparkSubmitParameters } from '../../../pipelines/targets';
import { fixturePlan } from '../../stacks/plan_fixture';
import { environmentOf } from '../../stacks/synthesized';
import { serverless } from '../../stacks/profiles';

const dev = environmentOf('dev');
const prod = environmentOf('prod');
const ids = { dataKeyArn: 'data', notificationsKeyArn: 'notifications', applicationArn: (profile: string) => profile };
const rolesOf = (plan: Plan) => permissions(plan, dev, awsFacts, ids);

describe('bindings on AWS', () => {
  test('place every table and what belongs to it, by layer and domain', () => {
    const { bindings } = awsBindings(fixturePlan(), dev);
    expect(bindingsSchema.parse(bindings)).toEqual(bindings);
    expect(Object.keys(bindings?.tables ?? {})).toEqual([
      'bronze.orders',
      'bronze.orders__quarantine',
      'gold.dim_customer',
      'gold.dim_customer__quarantine',
      'gold.dim_customer__changes',
      'gold.revenue',
      'gold.revenue__quarantine',
      'silver.orders',
      'silver.orders__quarantine',
    ]);
    expect(bindings?.tables['gold.dim_customer__changes']).toEqual({
      location: expect.stringMatching(/^s3:\/\/lakewright-dev-gold-[0-9a-f]{6}\/shop\/dim_customer__changes$/),
      database: 'lakewright_dev_shop_gold',
      name: 'dim_customer__changes',
    });
  });

  test('differ between environments in places only', () => {
    const strip = (text: string): string => text.replace(/lakewright.(dev|prod)/g, 'x').replace(/-[0-9a-f]{6}/g, '');
    const of = (environment: typeof dev): string => {
      const { environment: _, tier: __, ...rest } = awsBindings(fixturePlan(), environment).bindings ?? {};
      return strip(JSON.stringify(rest));
    };
    expect(of(dev)).toBe(of(prod));
  });

  test('take the default of the definitions where an environment gives none, and no folder of a laptop', () => {
    const plan = { ...fixturePlan(), parameters: ['LANDING', 'PARTNER'] };
    const value = (defaults: Record<string, string>) => awsBindings({ ...plan, defaults }, dev).bindings?.parameters;
    expect(value({ PARTNER: 's3://partner', LANDING: './landing' })).toMatchObject({
      PARTNER: 's3://partner',
      LANDING: expect.stringMatching(/^s3:/),
    });
    expect(value({ PARTNER: './partner' })).toBeUndefined();
  });

  test('a parameter without a value names the key in the environment’s file', () => {
    const plan = { ...fixturePlan(), parameters: ['LANDING', 'PARTNER'] };
    expect(awsBindings(plan, dev).diagnostics).toEqual([
      expect.objectContaining({
        message:
          'environments/dev.yaml: parameters.PARTNER: is missing; expected the value of ${PARTNER} in the definitions',
      }),
    ]);
  });

  test('a layer without a bucket is refused', () => {
    const plan = fixturePlan();
    const orders = plan.tables['gold.revenue'];
    if (orders === undefined) throw new Error('the fixture has the table');
    const tables = { 'mart.revenue': { ...orders, id: 'mart.revenue', layer: 'mart' } };
    expect(() => awsBindings({ ...plan, tables }, dev)).toThrow(
      /the lake has no bucket for layer 'mart'; expected bronze, silver, gold/,
    );
  });
});

describe('permissions', () => {
  test('are a role per layer, one for the state machines, one for the schedules', () => {
    expect(rolesOf(fixturePlan()).map((role) => [role.name, role.trusts.join()])).toEqual([
      ['lakewright-dev-shop-bronze-job', 'emr-serverless.amazonaws.com'],
      ['lakewright-dev-shop-gold-job', 'emr-serverless.amazonaws.com'],
      ['lakewright-dev-shop-silver-job', 'emr-serverless.amazonaws.com'],
      ['lakewright-dev-shop-orchestration', 'states.amazonaws.com'],
      ['lakewright-dev-shop-schedule', 'scheduler.amazonaws.com'],
    ]);
  });

  test('say for each statement which task needs it for which table', () => {
    const silver = rolesOf(fixturePlan()).find((role) => role.layer === 'silver');
    const reasons = (sid: string) => silver?.statements.find((statement) => statement.sid === sid)?.reasons;
    expect(reasons('ReadTables')).toEqual(['sales/silver.orders: reads bronze.orders']);
    expect(reasons('WriteTables')).toEqual([
      'sales/silver.orders: writes silver.orders',
      'sales/silver.orders: writes silver.orders__quarantine',
    ]);
    for (const role of rolesOf(fixturePlan())) {
      for (const { sid, reasons: why } of role.statements) {
        expect([sid, why.length > 0]).toEqual([sid, true]);
        // Tasks, or the pipeline as a whole; then why.
        for (const each of why) expect(each).toMatch(/^sales(\/[\w.]+(, sales\/[\w.]+)*)?: \w/);
      }
    }
    const tables = silver?.statements.filter(({ sid = '' }) => /^(Ledger|MissingObjects|EncryptObjects)$/.test(sid));
    expect(tables?.map(({ sid, by, reasons: why }) => [sid, by, why.join()])).toEqual([
      ['MissingObjects', 'runtime', expect.stringContaining('silver.orders__quarantine')],
      ['Ledger', 'runtime', 'sales/silver.orders: claims silver.orders, and keeps heartbeats and results of its runs'],
      ['EncryptObjects', 'service', expect.stringContaining('S3 asks KMS for the data keys of silver.orders')],
    ]);
  });

  test('of one pipeline are those that its tasks need, and no others', () => {
    const plan = fixturePlan();
    const [sales] = Object.values(plan.pipelines);
    const silver = plan.tasks['sales/silver.orders'];
    const unit = plan.units['sales-silver'];
    if (sales === undefined || silver === undefined || unit === undefined) throw new Error('the fixture has them');
    const task = { ...silver, id: 'returns/gold.revenue', pipeline: 'returns', writes: 'gold.revenue', reads: [] };
    const two = {
      ...plan,
      pipelines: { ...plan.pipelines, returns: { ...sales, name: 'returns' } },
      tasks: { ...plan.tasks, [task.id]: task },
      units: {
        ...plan.units,
        'returns-gold': { ...unit, id: 'returns-gold', pipeline: 'returns', layer: 'gold', tasks: [task.id] },
      },
    };
    const roles = rolesOf(planOfPipeline(two, 'returns'));
    expect(roles.map(({ name }) => name)).toEqual([
      'lakewright-dev-shop-gold-job',
      'lakewright-dev-shop-orchestration',
      'lakewright-dev-shop-schedule',
    ]);
    const said = roles.flatMap(({ statements }) => statements.flatMap(({ reasons }) => reasons));
    for (const each of said) expect(each).toMatch(/^returns\b/);
    expect(JSON.stringify(roles)).not.toContain('orders/*');
    expect(rolesOf(planOfPipeline(two, 'sales'))).toEqual(rolesOf(plan));
  });

  test('a referenced table may be read', () => {
    const plan = fixturePlan();
    const revenue = plan.tables['gold.revenue'];
    if (revenue === undefined) throw new Error('the fixture has the table');
    const expectation = {
      kind: 'reference' as const,
      name: 'r',
      column: 'customer',
      table: 'bronze.orders',
      to: 'customer',
      severity: 'error' as const,
    };
    const tables = { ...plan.tables, 'gold.revenue': { ...revenue, expectations: [expectation] } };
    const gold = rolesOf({ ...plan, tables }).find((role) => role.layer === 'gold');
    const read = gold?.statements.find((s) => s.sid === 'ReadTables');
    expect(read?.resources).toContainEqual(expect.stringMatching(/bronze-[0-9a-f]{6}\/shop\/orders\/\*$/));
    expect(read?.reasons).toContain('sales/gold.revenue: looks for references in bronze.orders');
  });

  test('a table that the same role writes is read by its versions', () => {
    const plan = fixturePlan();
    const revenue = plan.tasks['sales/gold.revenue'];
    if (revenue === undefined) throw new Error('the fixture has the task');
    const tasks = { ...plan.tasks, [revenue.id]: { ...revenue, reads: ['gold.dim_customer'] } };
    const gold = rolesOf({ ...plan, tasks }).find((role) => role.layer === 'gold');
    const resources = gold?.statements.find((statement) => statement.sid === 'ReadTables')?.resources ?? [];
    expect(resources).toContainEqual(expect.stringMatching(/gold-[0-9a-f]{6}\/shop\/dim_customer@v\*$/));
    expect(resources).not.toContainEqual(expect.stringMatching(/dim_customer\/\*$/));
  });

  test('a domain without a schedule has no role for one', () => {
    const plan = fixturePlan();
    const sales = plan.pipelines['sales'];
    if (sales === undefined) throw new Error('the fixture has sales');
    const { schedule: _, ...unscheduled } = sales;
    expect(rolesOf({ ...plan, pipelines: { sales: unscheduled } }).map((role) => role.name)).not.toContain(
      'lakewright-dev-shop-schedule',
    );
  });
});

describe('spark-submit', () => {
  test.each([
    [2, 1],
    [8, 7],
    [16, 14],
    [30, 27],
    [120, 109],
  ])('a worker of %d GB has a heap of %d GB, with the overhead that the service adds', (worker, heap) => {
    expect(heapGb(worker)).toBe(heap);
    expect(heap + Math.max(0.384, heap / 10)).toBeLessThanOrEqual(worker);
  });

  test('takes the profile’s sizes', () => {
    const profile = serverless(dev, 'large');
    const parameters = sparkSubmitParameters(profile, ['s3://a/runtime.zip']);
    expect(parameters).toMatch(/^--py-files s3:\/\/a\/runtime\.zip --conf spark\.driver\.cores=4 /);
    expect(parameters).toContain('--conf spark.dynamicAllocation.maxExecutors=8');
    expect(parameters).toContain('--conf spark.emr-serverless.executor.disk=50g');
  });
});
