/** Synthesizes an environment's stacks into a folder, as main.ts does, from a Plan of a test. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from '../../constructs/core';
import { type Environment, loadEnvironment } from '../../environments';
import { writeBundle } from '../../pipelines/bundle';
import type { Plan } from '../../pipelines/plan';
import { environmentStacks } from '../../stacks';

export function environmentOf(name: string): Environment {
  const folder = join(__dirname, '..', '..', 'environments');
  const { environment, diagnostics } = loadEnvironment(name, { folder, variables: {} });
  if (environment === undefined) throw new Error(diagnostics.map((d) => d.message).join('\n'));
  return environment;
}

/** @returns the folder that holds `stacks/<name>/cdk.tf.json` */
export function synthesize(
  environment: Environment,
  plans: readonly Plan[],
  outdir?: string,
  python: ReadonlyMap<string, Uint8Array> = new Map(),
): string {
  const folder = outdir ?? mkdtempSync(join(tmpdir(), 'lakewright-stacks-'));
  const app = new App({ outdir: folder });
  const domains = plans.map((plan) => {
    const bundle = join(mkdtempSync(join(tmpdir(), 'lakewright-bundle-')), plan.domain);
    writeBundle(plan, python, bundle);
    return { plan, bundle };
  });
  environmentStacks(app, environment, domains);
  app.synth();
  return folder;
}

export const stackNames = ['foundation', 'storage', 'compute', 'pipelines-shop', 'dashboards'] as const;

/** What prod has beside them. */
export const prodStackNames = ['network', 'recovery', 'audit'] as const;

export function stackText(folder: string, environment: Environment, what: string): string {
  const name = `${environment.project}-${environment.name}-${what}`;
  return readFileSync(join(folder, 'stacks', name, 'cdk.tf.json'), 'utf8');
}
