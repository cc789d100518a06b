/** YAML that cannot be read, or comes to nothing that can be used: each says the file, the line and what was expected. */
import { readEnvironment } from '../../environments';
import { leastEnvironment } from './least';

const good = leastEnvironment('qa');
const read = (text: string) => readEnvironment('qa', text, 'environments/qa.yaml', {});
const bomb = [
  'a: &a [x, x, x, x, x, x, x, x, x, x]',
  ...['ab', 'bc', 'cd', 'de'].map(([from, to]) => `${to}: &${to} [${Array(10).fill(`*${from}`).join(', ')}]`),
].join('\n');

test.each([
  [`${good}x: &x [*x]`, 9, 8, 'found *x within &x; expected an alias of something else'],
  [`${good}x: &x { a: [{ b: *x }] }`, 9, 18, 'found *x within &x; expected an alias of something else'],
  [`${good}audit: *nope`, 9, 8, 'found *nope; expected an alias of an anchor &nope before it'],
  [
    `${good}audit: *later\ninventory: &later none`,
    9,
    8,
    'found *later; expected an alias of an anchor &later before it',
  ],
  [`${good}tags: { <<: *nope }`, 9, 13, 'found *nope; expected an alias of an anchor &nope before it'],
  [bomb, 2, 8, 'found aliases that repeat each other too often; expected a few'],
  ['['.repeat(20_000), 1, undefined, 'found lists or mappings too deep within each other; expected a few levels'],
  [`${good}---\nname: other`, 9, 1, "found a second document; expected one, without '---' after its beginning"],
  [`${good}tier: dev`, 9, 1, 'Map keys must be unique'],
  ['name: [qa', 1, undefined, 'Flow sequence in block collection must be sufficiently indented and end with a ]'],
])('%#: %.60s', (text, line, column, message) => {
  const { environment, diagnostics } = read(text);
  expect(environment).toBeUndefined();
  expect(diagnostics.map((each) => each.message)).toContain(`environments/qa.yaml: ${message}`);
  const found = diagnostics.find((each) => each.message.endsWith(message));
  expect(found).toMatchObject({
    code: 'environment-syntax',
    path: 'environment',
    at: { file: 'environments/qa.yaml', line, ...(column === undefined ? {} : { column }) },
  });
  expect(diagnostics.length).toBeLessThanOrEqual(5);
});

test('an alias of an anchor before it is its value', () => {
  const { environment, diagnostics } = read(`${good}tags: { team: &team data, owner: *team }`);
  expect(diagnostics).toEqual([]);
  expect(environment?.tags).toEqual({ team: 'data', owner: 'data' });
});
