/** The stacks of an environment in which each unit has a role: whatever names a job's role names one that is there. */
import type { Environment } from '../../environments';
import { fixturePlan } from './plan_fixture';
import { environmentOn } from './service_environments';
import { environmentOf, stackText, synthesize } from './synthesized';

type Resources = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
const perUnit = (environment: Environment): Environment => ({
  ...environment,
  roles: { ...environment.roles, per: 'unit' },
});
const services = ['emr-cluster', 'glue', 'emr-on-eks'] as const;
const environments = [
  ['emr-serverless', perUnit(environmentOf('dev'))],
  ...services.map((service) => [service, perUnit(environmentOn(service))] as const),
] as const;
const units = ['sales-bronze', 'sales-silver', 'sales-gold'];

describe.each(environments)('on %s', (service, environment) => {
  const folder = synthesize(environment, [fixturePlan()]);
  const text = (what: string): string => stackText(folder, environment, what);
  const resources = (JSON.parse(text('pipelines-shop')) as { resource: Resources }).resource;
  const names = (type: string): readonly unknown[] => Object.values(resources[type] ?? {}).map(({ name }) => name);

  test('there is a role for each unit, and none for a layer', () => {
    const jobs = names('aws_iam_role').filter((name) => String(name).endsWith('-job'));
    expect([...jobs].sort()).toEqual(units.map((unit) => `lakewright-dev-shop-${unit}-job`).sort());
  });

  test('whatever names a job’s role names one that is there', () => {
    const named = `${text('pipelines-shop')}${text('compute')}`.match(/role\/lakewright-dev-shop-[\w-]+-job/g) ?? [];
    const there = new Set(names('aws_iam_role').map((name) => `role/${String(name)}`));
    expect(named.filter((role) => !there.has(role))).toEqual([]);
    if (service !== 'glue') expect(new Set(named).size).toBe(3);
  });

  test('each unit runs with its own', () => {
    const [machine] = Object.values(resources['aws_sfn_state_machine'] ?? {});
    const { States: states } = JSON.parse(String(machine?.['definition'])) as {
      States: Readonly<Record<string, { readonly Parameters?: Readonly<Record<string, unknown>> }>>;
    };
    for (const unit of units) {
      const { ExecutionRoleArn: role, JobName: job } = states[unit]?.Parameters ?? {};
      if (service === 'glue') {
        expect(job).toBe(`lakewright-dev-shop-${unit}-small`);
        const made = Object.values(resources['aws_glue_job'] ?? {}).find(({ name }) => name === job);
        expect(made?.['role_arn']).toMatch(new RegExp(`aws_iam_role\\.shop-${unit}-job_role|role/.*${unit}-job`));
      } else {
        expect(role).toBe(`arn:aws:iam::111122223333:role/lakewright-dev-shop-${unit}-job`);
      }
    }
  });

  test('the state machine is made after the roles that it needs, so a run finds them', () => {
    const [machine] = Object.values(resources['aws_sfn_state_machine'] ?? {});
    const after = JSON.stringify(machine?.['depends_on']);
    for (const unit of units) expect(after).toMatch(new RegExp(`"aws_iam_role\\.shop-${unit}-job_`));
    expect(after).toMatch(/"aws_iam_role_policy\.shop-orchestration_/);
  });
});
