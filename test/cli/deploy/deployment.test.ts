/** The order of planning and applying, with a terraform that only remembers. */
import { inOrder, leftOutText, selectStacks, type AppStack } from '../../../cli/deploy/app';
import { applyAll, type Asked, planAll } from '../../../cli/deploy/deployment';
import { plannedChanges, readPlan } from '../../../cli/deploy/planned';
import { steps } from './steps_of';
import { stackFailure } from '../../../cli/deploy/terraform_failure';

const stack = (name: string, ...dependencies: readonly string[]): AppStack => ({ name, folder: name, dependencies });
const base = stack('base');
const reader = stack('reader', 'base');

test('dependencies come first, whatever the order of the names', () => {
  const all = [stack('a', 'c'), stack('b'), stack('c', 'b'), stack('d', 'a', 'b')];
  expect(inOrder(all).map(({ name }) => name)).toEqual(['b', 'c', 'a', 'd']);
  expect(() => inOrder([stack('a', 'b'), stack('b', 'a')])).toThrow('stacks that wait for each other');
});

test('stacks are named in full or without the prefix; an unknown one has a hint', () => {
  const stacks = [stack('shop-dev-storage'), stack('shop-dev-compute')];
  const names = (...given: readonly string[]) =>
    selectStacks(stacks, given, { project: 'shop', name: 'dev' }).map(({ name }) => name);
  expect(names()).toHaveLength(2);
  expect(names('storage')).toEqual(['shop-dev-storage']);
  expect(names('shop-dev-compute', 'storage')).toHaveLength(2);
  expect(() => names('storge')).toThrow("environment 'dev' has no stack 'storge'");
});

describe('stacks that are left out', () => {
  const trail = stack('shop-dev-audit', 'shop-dev-audit-account', 'shop-dev-storage');
  const stacks = [stack('shop-dev-audit-account'), stack('shop-dev-storage'), trail];
  const without = (except: readonly string[], names: readonly string[] = []) =>
    selectStacks(stacks, names, { project: 'shop', name: 'dev' }, except);
  const namesOf = (chosen: readonly AppStack[]) => chosen.map(({ name }) => name);

  test('are named like those that are taken, of all or of the named ones', () => {
    expect(namesOf(without(['audit-account']))).toEqual(['shop-dev-storage', 'shop-dev-audit']);
    expect(namesOf(without(['shop-dev-audit-account', 'storage']))).toEqual(['shop-dev-audit']);
    expect(namesOf(without(['storage'], ['storage', 'audit']))).toEqual(['shop-dev-audit']);
  });

  test('have to be there, and to leave one', () => {
    expect(() => without(['audit-acount'])).toThrow(
      expect.objectContaining({
        message: "--except: environment 'dev' has no stack 'audit-acount'",
        hint: "did you mean 'audit-account'?",
      }) as Error,
    );
    expect(() => without(['storage'], ['storage'])).toThrow("--except leaves no stack of environment 'dev' of storage");
  });

  test('are told where one that is taken needs them', () => {
    const told = (...except: readonly string[]) => leftOutText(stacks, without(except), except);
    expect(told('audit-account')).toEqual([
      'shop-dev-audit-account is left out, and needed as it is by shop-dev-audit',
    ]);
    expect(told('audit')).toEqual([]);
    expect(leftOutText(stacks, without([], ['audit']), [])).toEqual([]);
  });
});

const locked = [
  { summary: 'Error acquiring the state lock', detail: 'Lock Info:\n  ID:        1\n  Who:       ada@x\n' },
];
const missing = [{ summary: 'reading SSM Parameter: not found', detail: '' }];

function scripted(script: Record<string, readonly ('none' | 'create' | 'delete' | 'missing' | 'locked')[]>) {
  const done: string[] = [];
  const left = new Map(Object.entries(script).map(([name, all]) => [name, [...all]]));
  return {
    done,
    plan: (of: AppStack) => {
      const what = left.get(of.name)?.shift() ?? 'none';
      done.push(`plan ${of.name}`);
      if (what === 'missing') return Promise.reject(stackFailure(of, missing, 'dev'));
      if (what === 'locked') return Promise.reject(stackFailure(of, locked, 'dev'));
      return Promise.resolve({ file: `${of.name}-${String(done.length)}`, json: steps(what) });
    },
    apply: (of: AppStack, { file }: { readonly file: string }) => {
      done.push(`apply ${of.name} ${file}`);
      return Promise.resolve();
    },
  };
}
const asked = (more: Partial<Asked> = {}): Asked => ({
  tier: 'dev',
  approved: [],
  consent: () => Promise.resolve(true),
  stage: (_, work) => work(() => {}),
  ...more,
});

test('what depends on nothing that changed is applied as it was planned, once', async () => {
  const terraform = scripted({ base: ['none'], reader: ['create'] });
  const results = await planAll(terraform, [base, reader], asked().stage);
  expect(await applyAll(terraform, results, asked())).toBeUndefined();
  expect(terraform.done).toEqual(['plan base', 'plan reader', 'apply reader reader-2']);
  expect(results.map(({ state }) => state)).toEqual(['unchanged', 'applied']);
});

test('what depends on a stack that was applied is planned again; the same plan is not asked for twice', async () => {
  const terraform = scripted({ base: ['create'], reader: ['create', 'create'] });
  const results = await planAll(terraform, [base, reader], asked().stage);
  const consent = jest.fn(() => Promise.resolve(true));
  await applyAll(terraform, results, asked({ consent }));
  expect(terraform.done.slice(2)).toEqual(['apply base base-1', 'plan reader', 'apply reader reader-4']);
  expect(consent).not.toHaveBeenCalled();
});

test('another plan than the one that was shown is asked for; declined, it is not applied', async () => {
  const terraform = scripted({ base: ['create'], reader: ['missing', 'create'] });
  const results = await planAll(terraform, [base, reader], asked().stage);
  expect(results.map(({ state }) => state)).toEqual(['planned', 'waits']);
  expect(await applyAll(terraform, results, asked({ consent: () => Promise.resolve(false) }))).toBe('declined');
  expect(terraform.done.slice(2)).toEqual(['apply base base-1', 'plan reader']);
});

test('a delete of data that shows up later is refused all the same', async () => {
  const terraform = scripted({ base: ['create'], reader: ['missing', 'delete'] });
  const results = await planAll(terraform, [base, reader], asked().stage);
  const early = await applyAll(terraform, results, asked());
  expect(early).toMatchObject({ missing: [{ stack: 'reader', address: 'aws_s3_bucket.x' }] });
  expect(terraform.done).not.toContainEqual(expect.stringMatching(/^apply reader/));
});

test('a plan that fails fails the deployment, unless another stack has yet to make what it needs', async () => {
  await expect(planAll(scripted({ base: ['missing'] }), [base], asked().stage)).rejects.toThrow('SSM Parameter');
  const lockedLater = scripted({ base: ['create'], reader: ['locked'] });
  await expect(planAll(lockedLater, [base, reader], asked().stage)).rejects.toThrow('locked by ada@x');
});

test('a plan is read for what it does, and never for values', () => {
  const change = (actions: readonly string[], more: object = {}) => ({ actions, before: {}, after: {}, ...more });
  const resource = (address: string, given: object, more: object = {}) => ({
    ...{ address, mode: 'managed', type: 'aws_x', change: given },
    ...more,
  });
  const json = readPlan(
    JSON.stringify({
      resource_changes: [
        resource('aws_x.same', change(['no-op'])),
        resource('aws_x.read', change(['read']), { mode: 'data' }),
        resource('aws_x.new', change(['create'])),
        resource('aws_x.moved', change(['no-op']), { previous_address: 'aws_x.old' }),
        resource('aws_x.other', change(['delete', 'create'], { replace_paths: [['name'], ['name']] })),
        resource('aws_x.first', change(['create', 'delete'])),
        resource('aws_x.left', change(['forget'])),
        resource('aws_x.lost', change(['create', 'forget'])),
        resource(
          'aws_x.set',
          change(['update'], { before: { a: 1, b: 2, c: 3 }, after: { a: 1, b: 3 }, after_unknown: { d: true } }),
        ),
      ],
    }),
  );
  expect(plannedChanges(json).map(({ address, action }) => `${address} ${action}`)).toEqual([
    'aws_x.new create',
    'aws_x.moved move',
    'aws_x.other replace',
    'aws_x.first replace',
    'aws_x.left forget',
    'aws_x.lost forget',
    'aws_x.set update',
  ]);
  expect(plannedChanges(json).find(({ address }) => address === 'aws_x.other')?.replacedBy).toEqual(['name']);
  expect(plannedChanges(json).at(-1)?.attributes).toEqual(['b', 'c', 'd']);
});
