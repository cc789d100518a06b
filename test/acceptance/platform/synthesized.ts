/** What all variants of the constructs and all environments synthesize, resource by resource. */
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Conditions } from '../../../pipelines/targets';
import { families, newApp, rootModule } from '../../constructs/aws/root_modules';
import { fixturePlan } from '../../stacks/plan_fixture';
import { environmentOn } from '../../stacks/service_environments';
import { environmentOf, synthesize } from '../../stacks/synthesized';

export interface Synthesized {
  readonly type: string;
  /** As references name it: `aws_iam_role.x`. */
  readonly address: string;
  /** Where it is deployed; one object per synthesized app. */
  readonly where: Where;
  /** Of its construct. */
  readonly path: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface Where {
  readonly project: string;
  readonly account: string;
  readonly rolePath: string;
}

interface Written {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Principal?: Readonly<Record<string, string | readonly string[]>>;
  readonly Condition?: Conditions;
}

type Blocks = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

export const everything = (): readonly Synthesized[] =>
  everyApp().flatMap(({ folder, where }) => resourcesIn(folder, where));

/** The folders of the apps, as `cdktf synth` writes them. */
export function everyApp(): readonly { readonly folder: string; readonly where: Where }[] {
  const constructs = families.map((family) => {
    const folder = mkdtempSync(join(tmpdir(), 'lakewright-everything-'));
    const app = newApp(folder);
    rootModule(app, family);
    app.synth();
    return { folder, where: { project: 'acme', account: '111122223333', rolePath: '/' } };
  });
  const environments = [
    ...['dev', 'staging', 'prod'].map(environmentOf),
    ...(['emr-cluster', 'glue', 'emr-on-eks'] as const).map((service) => environmentOn(service)),
    ...[
      environmentOf('dev'),
      ...(['emr-cluster', 'glue', 'emr-on-eks'] as const).map((each) => environmentOn(each)),
    ].map((each) => ({ ...each, roles: { ...each.roles, per: 'unit' as const } })),
  ];
  const stacks = environments.map((each) => ({
    folder: synthesize(each, [fixturePlan()]),
    where: { project: each.project, account: each.accounts.data, rolePath: each.roles?.path ?? '/' },
  }));
  return [...constructs, ...stacks];
}

function resourcesIn(folder: string, where: Where): readonly Synthesized[] {
  return readdirSync(join(folder, 'stacks')).flatMap((stack) => {
    const text = readFileSync(join(folder, 'stacks', stack, 'cdk.tf.json'), 'utf8');
    const { resource = {} } = JSON.parse(text) as { resource?: Blocks };
    return Object.entries(resource).flatMap(([type, byId]) =>
      Object.entries(byId).map(([id, { '//': said, ...properties }]) => {
        const { path } = (said as { metadata: { path: string } }).metadata;
        return { type, address: `${type}.${id}`, where, path, properties };
      }),
    );
  });
}

/** The statements of a policy; a reference in it may hold what JSON does not, so it becomes one word. */
export const written = (policy: unknown): readonly Written[] =>
  (JSON.parse(String(policy).replaceAll(/\$\{[^}]*\}/g, 'reference')) as { Statement: readonly Written[] }).Statement;
