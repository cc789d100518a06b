import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import { App, Construct, formerly, TerraformStack, Testing } from '../../../constructs/core';

class Pair extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new S3Bucket(this, 'bucket', { bucket: 'acme-raw' });
    new SnsTopic(new Construct(this, 'told'), 'topic', { name: 'raw' });
  }
}

function synthesized(build: (scope: Construct) => unknown): {
  readonly moved?: readonly { readonly from: string; readonly to: string }[];
  readonly resource: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
} {
  const stack = new TerraformStack(new App({ skipValidation: true }), 'test');
  new AwsProvider(stack, 'aws', {});
  build(new Construct(stack, 'lake'));
  return JSON.parse(Testing.synth(stack)) as never;
}

const addresses = (build: (scope: Construct) => unknown): readonly string[] =>
  Object.entries(synthesized(build).resource).flatMap(([type, all]) => Object.keys(all).map((id) => `${type}.${id}`));

test('every resource of it moves from where the former id had put it', () => {
  const { moved = [] } = synthesized((scope) => formerly(new Pair(scope, 'raw'), 'landing'));
  // The framework's own word for both: the same construct under either id.
  expect(moved.map(({ from }) => from)).toEqual(addresses((scope) => new Pair(scope, 'landing')));
  expect(moved.map(({ to }) => to)).toEqual(addresses((scope) => new Pair(scope, 'raw')));
  expect(moved).toHaveLength(2);
});

test('a resource moves too, and each record adds to those before', () => {
  const { moved = [] } = synthesized((scope) => {
    formerly(new SnsTopic(scope, 'news', { name: 'news' }), 'topic');
    formerly(new SnsTopic(scope, 'alerts', { name: 'alerts' }), 'other-topic');
  });
  expect(moved).toHaveLength(2);
});

test('nothing stays of the former id', () => {
  expect(addresses((scope) => formerly(new Pair(scope, 'raw'), 'landing'))).toHaveLength(2);
});

test.each([
  [
    'its own id',
    (scope: Construct) => formerly(new Pair(scope, 'raw'), 'raw'),
    /lake\/raw: formerly 'raw': that is its id now/,
  ],
  [
    'an id that is taken',
    (scope: Construct) => {
      new Construct(scope, 'landing');
      return formerly(new Pair(scope, 'raw'), 'landing');
    },
    /formerly 'landing': another construct has that id now/,
  ],
  [
    'nothing to move',
    (scope: Construct) => formerly(new Construct(scope, 'raw'), 'landing'),
    /there is no resource in it/,
  ],
  ['a stack', (scope: Construct) => formerly(TerraformStack.of(scope), 'landing'), /a stack has a state of its own/],
])('%s is refused', (_, build, message) => {
  expect(() => synthesized(build)).toThrow(message);
});
