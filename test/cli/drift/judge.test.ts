/** Whose change it is. Each case says what was deployed, what is there and what the code wants; the verdict is by hand. */
import * as fc from 'fast-check';
import { differences, isSame, isSensitive, pathText } from '../../../cli/drift/difference';
import { judgeDrift } from '../../../cli/drift/judge';
import { driftFindings, driftText } from '../../../cli/drift/report';
import { readPlan } from '../../../cli/deploy/planned';

type Values = Readonly<Record<string, unknown>>;

interface Case {
  readonly type?: string;
  /** Of the state. */
  readonly deployed: Values | null;
  readonly found: Values | null;
  readonly wanted: Values | null;
  /** Attributes that the code writes; those that it wants unless said. */
  readonly configured?: readonly string[];
  readonly sensitive?: Values;
  readonly actions?: readonly string[];
}

/** A plan as terraform would write it of one resource. */
function planOf({ type = 'aws_sqs_queue', deployed, found, wanted, configured, sensitive, actions }: Case) {
  const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
  const resource = { address: `${type}.x`, mode: 'managed', type, name: 'x' };
  const marks = { before_sensitive: sensitive ?? {}, after_sensitive: sensitive ?? {} };
  const drift = { actions: found === null ? ['delete'] : ['update'], before: deployed, after: found, ...marks };
  const does = found === null ? (wanted === null ? [] : ['create']) : wanted === null ? ['delete'] : ['update'];
  const change = {
    ...{ actions: actions ?? (same(found, wanted) ? ['no-op'] : does), before: found, after: wanted },
    ...marks,
  };
  return readPlan(
    JSON.stringify({
      resource_drift: deployed === null || same(deployed, found) ? [] : [{ ...resource, change: drift }],
      resource_changes: found === null && wanted === null ? [] : [{ ...resource, change }],
      configuration: {
        root_module: {
          resources: [
            {
              address: resource.address,
              expressions: Object.fromEntries((configured ?? Object.keys(wanted ?? {})).map((key) => [key, {}])),
            },
          ],
        },
      },
    }),
  );
}
const judged = (given: Case, ignored: readonly string[] | 'all' = []) =>
  judgeDrift(planOf(given), () => ignored).map(({ attribute, cause, undone }) => [attribute, cause, undone]);

test.each<[what: string, given: Case, verdict: readonly unknown[]]>([
  ['nothing changed', { deployed: { a: 1 }, found: { a: 1 }, wanted: { a: 1 } }, []],
  ['by hand, against the code', { deployed: { a: 1 }, found: { a: 2 }, wanted: { a: 1 } }, [['a', 'unknown', true]]],
  [
    'by hand, and the code a third',
    { deployed: { a: 1 }, found: { a: 2 }, wanted: { a: 3 } },
    [['a', 'unknown', true]],
  ],
  [
    'by hand, where the code says nothing',
    { deployed: { a: 1 }, found: { a: 2 }, wanted: { a: 2 }, configured: [] },
    [['a', 'unknown', false]],
  ],
  ['by hand, and the code followed', { deployed: { a: 1 }, found: { a: 2 }, wanted: { a: 2 } }, [['a', 'ours', false]]],
  ['the code alone', { deployed: { a: 1 }, found: { a: 1 }, wanted: { a: 2 } }, [['a', 'ours', true]]],
  [
    'each attribute by itself',
    { deployed: { a: 1, b: 1, c: 1 }, found: { a: 2, b: 1, c: 1 }, wanted: { a: 1, b: 2, c: 1 } },
    [
      ['a', 'unknown', true],
      ['b', 'ours', true],
    ],
  ],
  ['deleted by hand', { deployed: { a: 1 }, found: null, wanted: { a: 1 } }, [[undefined, 'unknown', true]]],
  ['deleted by hand, and in the code', { deployed: { a: 1 }, found: null, wanted: null }, [[undefined, 'ours', false]]],
  ['new in the code', { deployed: null, found: null, wanted: { a: 1 } }, [[undefined, 'ours', true]]],
  ['gone from the code', { deployed: { a: 1 }, found: { a: 1 }, wanted: null }, [[undefined, 'ours', true]]],
  [
    'a replacement of ours',
    { deployed: { a: 1 }, found: { a: 1 }, wanted: { a: 2 }, actions: ['delete', 'create'] },
    [['a', 'ours', true]],
  ],
  [
    'tags are told once',
    {
      deployed: { tags: { a: '1' }, tags_all: { a: '1', of: 'us' } },
      found: { tags: { a: '2' }, tags_all: { a: '2', of: 'us' } },
      wanted: { tags: { a: '1' }, tags_all: { a: '1', of: 'us' } },
    },
    [['tags.a', 'unknown', true]],
  ],
  [
    'empty is empty',
    { deployed: { a: null, b: [], c: '', d: null }, found: { a: {}, b: null, d: false }, wanted: { a: [], b: '' } },
    [],
  ],
  [
    'an autoscaler',
    {
      type: 'aws_eks_node_group',
      deployed: { scaling_config: [{ desired_size: 2, max_size: 9 }] },
      found: { scaling_config: [{ desired_size: 5, max_size: 9 }] },
      wanted: { scaling_config: [{ desired_size: 5, max_size: 9 }] },
    },
    [['scaling_config[0].desired_size', 'theirs', false]],
  ],
  [
    'what the autoscaler does not own beside it',
    {
      type: 'aws_eks_node_group',
      deployed: { scaling_config: [{ desired_size: 2, max_size: 9 }] },
      found: { scaling_config: [{ desired_size: 2, max_size: 99 }] },
      wanted: { scaling_config: [{ desired_size: 2, max_size: 9 }] },
    },
    [['scaling_config[0].max_size', 'unknown', true]],
  ],
  [
    'an owner whom the code works against',
    {
      type: 'aws_ecs_service',
      deployed: { desired_count: 1 },
      found: { desired_count: 3 },
      wanted: { desired_count: 1 },
    },
    [['desired_count', 'theirs', true]],
  ],
])('%s', (_, given, verdict) => {
  expect(judged(given)).toEqual(verdict);
});

test('what the code ignores is theirs, and nothing beside it', () => {
  const given = {
    deployed: { a: 1, b: { c: 1, d: 1 } },
    found: { a: 2, b: { c: 2, d: 2 } },
    wanted: { a: 2, b: { c: 2, d: 1 } },
  };
  expect(judged(given, ['a', 'b.c'])).toEqual([
    ['a', 'theirs', false],
    ['b.c', 'theirs', false],
    ['b.d', 'unknown', true],
  ]);
  expect(judged(given, 'all').map(([, cause]) => cause)).toEqual(['theirs', 'theirs', 'theirs']);
});

const role = (policies: number, siblings: number) => {
  const resource = (type: string, name: string, before: Values) => ({
    ...{ address: `${type}.${name}`, mode: 'managed', type, name },
    change: { actions: ['no-op'], before, after: before },
  });
  const now = { name: 'jobs', inline_policy: Array.from({ length: policies }, (_, i) => ({ name: String(i) })) };
  return judgeDrift(
    readPlan(
      JSON.stringify({
        resource_drift: [
          {
            ...resource('aws_iam_role', 'x', now),
            change: { actions: ['update'], before: { name: 'jobs', inline_policy: [] }, after: now },
          },
        ],
        resource_changes: [
          resource('aws_iam_role', 'x', now),
          ...Array.from({ length: siblings }, (_, i) =>
            resource('aws_iam_role_policy', `p${String(i)}`, { role: 'jobs' }),
          ),
          resource('aws_iam_role_policy', 'other', { role: 'others' }),
        ],
      }),
    ),
  );
};

test('policies of a role that have resources of their own are told by those; one more was made by hand', () => {
  expect(role(2, 2)).toEqual([]);
  expect(role(1, 0)).toMatchObject([{ attribute: 'inline_policy', cause: 'unknown' }]);
  expect(role(3, 2)).toMatchObject([{ attribute: 'inline_policy', cause: 'unknown' }]);
});

test('a secret is never shown, long values are cut', () => {
  const [drift] = judgeDrift(
    planOf({
      deployed: { a: { b: 'old' } },
      found: { a: { b: 'hunter2' } },
      wanted: { a: { b: 'old' } },
      sensitive: { a: { b: true } },
    }),
  );
  expect(drift).toMatchObject({
    attribute: 'a.b',
    deployed: '(sensitive)',
    found: '(sensitive)',
    wanted: '(sensitive)',
  });
  const [long] = judgeDrift(planOf({ deployed: { a: '' }, found: { a: 'x'.repeat(99) }, wanted: { a: '' } }));
  expect(long).toMatchObject({ deployed: 'none', found: `${'x'.repeat(60)}...` });
});

test('the report says what to do next, and only what is unknown is a finding', () => {
  const drift = [
    ...judgeDrift(planOf({ deployed: { a: 1, b: 1 }, found: { a: 2, b: 1 }, wanted: { a: 1, b: 2 } })),
    ...judgeDrift(
      planOf({
        type: 'aws_ecs_service',
        deployed: { desired_count: 1 },
        found: { desired_count: 2 },
        wanted: { desired_count: 2 },
      }),
    ),
  ];
  const text = driftText([{ stack: 'compute', drift }], 'prod');
  expect(text).toMatch(
    /aws_sqs_queue\.x +a +1 -> 2 +write it into the code, or take it back: lakewright deploy --env prod compute/,
  );
  expect(text).toMatch(/aws_sqs_queue\.x +b +1 -> 2 +lakewright deploy --env prod compute/);
  expect(text).toMatch(/aws_ecs_service\.x +desired_count +1 -> 2 +nothing/);
  expect(text).toMatch(/1 stack: 1 unknown, 1 ours, 1 theirs$/);
  expect(driftFindings([{ stack: 'compute', drift }])).toMatchObject([
    { address: 'aws_sqs_queue.x', message: 'a: somebody changed it' },
  ]);
});

/** The leaves of a value, named as a reader would. */
function leaves(value: unknown, at = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [`${at}=${JSON.stringify(value)}`];
  return Object.entries(value).flatMap(([key, part]) =>
    leaves(part, Array.isArray(value) ? `${at}[${key}]` : at === '' ? key : `${at}.${key}`),
  );
}

test('differences are where leaves differ, in both directions, and nowhere else', () => {
  const leaf = fc.oneof(fc.integer(), fc.constant(true), fc.constantFrom('x', 'y'));
  const record = fc.dictionary(
    fc.constantFrom('a', 'b', 'c'),
    fc.oneof(leaf, fc.dictionary(fc.constantFrom('d', 'e'), leaf, { minKeys: 1 })),
    { minKeys: 1 },
  );
  fc.assert(
    fc.property(record, record, (one, other) => {
      const [left, right] = [new Set(leaves(one)), new Set(leaves(other))];
      const apart =
        [...left].filter((each) => !right.has(each)).length + [...right].filter((each) => !left.has(each)).length;
      const found = differences(one, other).map(pathText);
      expect(found.length === 0).toBe(apart === 0);
      expect(differences(other, one).map(pathText).sort()).toEqual([...found].sort());
      for (const path of found)
        expect([...left, ...right].some((each) => each.startsWith(`${path}=`) || each.startsWith(`${path}.`))).toBe(
          true,
        );
    }),
  );
});

test('a policy is the same whatever its spaces and the order of its keys', () => {
  expect(isSame('{"a": 1, "b": {"c": 2, "d": 3}}', '{"b":{"d":3,"c":2},"a":1}')).toBe(true);
  expect(isSame('{"a": 1}', '{"a": 2}')).toBe(false);
  expect(pathText(['tags', 'cost.center'])).toBe('tags["cost.center"]');
  expect(pathText(['rule', 0, 'status'])).toBe('rule[0].status');
});

test('a mark makes secret what it stands on, what is below it, and what it is in', () => {
  const marks = { a: { b: true }, c: [{ d: true }, {}] };
  expect(isSensitive(marks, ['a', 'b'])).toBe(true);
  expect(isSensitive(marks, ['a', 'b', 'x', 0])).toBe(true);
  expect(isSensitive(marks, ['a'])).toBe(true);
  expect(isSensitive(marks, ['c', 0, 'd'])).toBe(true);
  expect(isSensitive(marks, ['c', 1, 'd'])).toBe(false);
  expect(isSensitive(marks, ['other'])).toBe(false);
  expect(isSensitive(true, ['other'])).toBe(true);
  expect(isSensitive(false, ['other'])).toBe(false);
});
