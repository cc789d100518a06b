/** Builds one construct in a stack of its own and gives what Terraform gets. */
import { App, type Construct, TerraformStack, Testing } from '../../constructs/core';

export const naming = { project: 'acme', environment: 'dev', account: '111122223333', region: 'eu-central-1' };
export const keyArn = 'arn:aws:kms:eu-central-1:111122223333:key/1234';

type Resources = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/** The resources by type, in the order of their ids. */
export function resourcesOf(build: (stack: Construct) => unknown): Resources {
  const stack = new TerraformStack(new App({ skipValidation: true }), 'test');
  build(stack);
  const { resource = {} } = JSON.parse(Testing.synth(stack)) as {
    resource?: Record<string, Record<string, Record<string, unknown>>>;
  };
  return Object.fromEntries(Object.entries(resource).map(([type, byId]) => [type, Object.values(byId)]));
}
