/** Folders that cdktf did not write, or not for this environment. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadEnvironment } from '../../../environments';
import { checkOwner, inOrder, stacksOf } from '../../../cli/deploy/app';

const folder = join(__dirname, '..', '..', '..', 'environments');
const { environment = impossible() } = loadEnvironment('dev', { folder, variables: {} });

function impossible(): never {
  throw new Error('dev cannot be read');
}

const app = (manifest?: string): string => {
  const made = mkdtempSync(join(tmpdir(), 'lakewright-app-'));
  if (manifest !== undefined) writeFileSync(join(made, 'manifest.json'), manifest);
  return made;
};

test.each([
  ['half a manifest', '{"stacks": {"a": {"na', /manifest\.json' is no JSON, or ends too early/],
  ['an empty manifest', '', /manifest\.json' is empty/],
  ['another shape', '{"stacks": 5}', /manifest\.json' is not as expected at 'stacks': .*expected record/],
  ['no stacks', '{"stacks": {}}', /manifest\.json' names no stacks/],
  ['no manifest', undefined, /holds no manifest\.json/],
])('%s is named', (_, manifest, message) => {
  expect(() => stacksOf(app(manifest))).toThrow(
    expect.objectContaining({
      ...{ name: 'WrongUsage', message: expect.stringMatching(message) },
      hint: expect.stringContaining('a folder that cdktf synth wrote'),
    }),
  );
});

test('a file, and what is not there, are no folders', () => {
  const file = join(app(), 'x');
  expect(() => stacksOf(file)).toThrow(/'.*x' is not there/);
  writeFileSync(file, '');
  expect(() => stacksOf(file)).toThrow(/'.*x' is a file, not a folder/);
});

test('stacks that wait for each other are named in the order in which they wait', () => {
  const stack = (name: string, ...dependencies: string[]) => ({ name, folder: name, dependencies });
  const wait =
    (...stacks: ReturnType<typeof stack>[]) =>
    () =>
      inOrder(stacks);
  expect(wait(stack('a', 'b'), stack('b', 'a'))).toThrow('stacks that wait for each other: a -> b -> a');
  expect(wait(stack('x'), stack('y', 'x', 'a'), stack('a', 'b', 'x'), stack('b', 'a'))).toThrow(/: a -> b -> a$/);
  expect(wait(stack('a', 'a'))).toThrow(/: a -> a$/);
});

describe('the owner', () => {
  const bucket = environment.state.bucket;
  const held = (name: string, s3: object | string, owner = environment) => {
    const place = join(app(), name);
    mkdirSync(place);
    const text = typeof s3 === 'string' ? s3 : JSON.stringify({ terraform: { backend: { s3 } } });
    writeFileSync(join(place, 'cdk.tf.json'), text);
    return () => checkOwner([{ name, folder: place, dependencies: [] }], owner);
  };
  const account = { ...environment, account: {} as NonNullable<typeof environment.account> };

  test('takes its own stacks, and the account’s where it owns it', () => {
    expect(held('lakewright-dev-storage', { bucket, key: 'lakewright/dev/storage.tfstate' })).not.toThrow();
    const s3 = { bucket, key: 'account/111122223333/eu-central-1.tfstate' };
    expect(held('lakewright-dev-account', s3, account)).not.toThrow();
    expect(held('lakewright-dev-account', s3)).toThrow(/keeps its state as 'account\//);
  });

  test.each([
    ['lakewright-dev-storage', 'lakewright/dev-two/storage.tfstate', "below 'lakewright/dev/' (state.prefix of"],
    ['lakewright-qa-storage', 'lakewright/dev/storage.tfstate', "expected a name that begins with 'lakewright-dev-'"],
    [
      'lakewright-qa-storage',
      'lakewright/qa/storage.tfstate',
      "stack 'lakewright-qa-storage' is not of environment 'dev'",
    ],
    ['lakewright-dev-storage', 'account/x.tfstate', "keeps its state as 'account/x.tfstate'"],
  ])('refuses %s with state %s in a bucket that is shared', (name, key, message) => {
    expect(held(name, { bucket, key }, account)).toThrow(
      expect.objectContaining({ name: 'WrongUsage', message: expect.stringContaining(message) }),
    );
  });

  test('names a stack whose file is empty or half', () => {
    expect(held('lakewright-dev-storage', '')).toThrow(/lakewright-dev-storage\/cdk\.tf\.json' is empty/);
    expect(held('lakewright-dev-storage', '{"terr')).toThrow(/cdk\.tf\.json' is no JSON, or ends too early/);
    expect(held('lakewright-dev-storage', '[]')).toThrow(/cdk\.tf\.json' is not as expected/);
  });
});
