/** An app of two small stacks of `dev`, as cdktf would write it: what a test of deployments can afford. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../../environments';
import type { Emulator } from './emulator';
import { Terraform } from './terraform';

type Resources = Readonly<Record<string, Readonly<Record<string, object>>>>;

export interface SmallStack {
  readonly resource: Resources;
  readonly data?: Resources;
  readonly dependencies?: readonly string[];
}

/**
 * Written again over itself, it is the same app with other code.
 * @returns what a process needs to run terraform in it
 */
export function writeSmallApp(
  folder: string,
  environment: Environment,
  stacks: Readonly<Record<string, SmallStack>>,
  emulator: Emulator,
): Readonly<Record<string, string>> {
  const { region, state, accounts } = environment;
  const nameOf = (what: string): string => `${environment.project}-${environment.name}-${what}`;
  const manifest: Record<string, object> = {};
  let variables: Readonly<Record<string, string>> = {};
  for (const [what, { resource, data, dependencies = [] }] of Object.entries(stacks)) {
    const workingDirectory = join('stacks', nameOf(what));
    mkdirSync(join(folder, workingDirectory), { recursive: true });
    const backend = { bucket: state.bucket, key: `${state.prefix}/${what}.tfstate`, region, use_lockfile: true };
    const text = {
      terraform: {
        required_providers: { aws: { source: 'aws', version: '5.100.0' } },
        backend: { s3: { ...backend, encrypt: true } },
      },
      provider: { aws: [{ region, allowed_account_ids: [accounts.data] }] },
      resource,
      ...(data === undefined ? {} : { data }),
    };
    writeFileSync(join(folder, workingDirectory, 'cdk.tf.json'), JSON.stringify(text));
    manifest[nameOf(what)] = { name: nameOf(what), workingDirectory, dependencies: dependencies.map(nameOf) };
    ({ variables } = new Terraform(join(folder, workingDirectory), emulator));
  }
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ stacks: manifest }));
  return variables;
}
