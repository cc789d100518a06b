/** `${NAME}` in an environment's file: what is replaced, and what must not be left for Terraform. */
import { readEnvironment, substituteVariables } from '../../environments';
import { leastEnvironment } from './least';

const good = leastEnvironment('qa');
const read = (more: string, variables: Record<string, string> = {}) =>
  readEnvironment('qa', `${good}${more}\n`, 'environments/qa.yaml', variables);

test('text without a reference stays as it is', () => {
  const value = { a: ['$', '%', '{x}', '$ {A}', 'cost: 5$', '100%'], b: { c: 1, d: null, e: true } };
  expect(substituteVariables(value, { A: 'x' })).toEqual({ value, unset: [], unfit: [] });
});

test('values and defaults are put in place, several in one text', () => {
  expect(substituteVariables('a-${A}-${B:-c}-${E:-}', { A: 'x', B: '' })).toEqual({
    value: 'a-x-c-',
    unset: [],
    unfit: [],
  });
});

test.each([
  ["team: '${MY-TEAM}'", 'tags.team', '${MY-TEAM}'],
  ["team: '${A'", 'tags.team', '${A'],
  ["team: '${A:-${B:-c}'", 'tags.team', '${A:-${B:-c}'],
  ["team: '${A:-${B:-c}}'", 'tags.team', '${A:-${B:-c}}'],
  [`team: 'policy/\${file("/etc/passwd")}'`, 'tags.team', 'policy/${file("/etc/passwd")}'],
  ["team: '%{ if true }x%{ endif }'", 'tags.team', '%{ if true }x%{ endif }'],
  ["team: '$${A:-{x}}'", 'tags.team', '$${A:-{x}}'],
  ["team: '${FROM_OUTSIDE}'", 'tags.team', '${FROM_OUTSIDE}'],
  ["team: '$${MY-TEAM}'", 'tags.team', '$${MY-TEAM}'],
])('tags: { %s } is refused', (tag, path, value) => {
  const { environment, diagnostics } = read(`tags: { ${tag} }`, { FROM_OUTSIDE: '${aws_caller.x}' });
  expect(environment).toBeUndefined();
  expect(diagnostics).toEqual([
    {
      code: 'wrong-value',
      severity: 'error',
      message: `environments/qa.yaml: ${path}: found ${JSON.stringify(value)}; expected \${NAME} or \${NAME:-default}, with nothing nested: Terraform takes what is left for an expression`,
      path: `environment.${path}`,
      at: { file: 'environments/qa.yaml', line: 9, column: 9 },
      hint: 'a literal ${ or %{ cannot be written, in a value of a variable neither',
    },
  ]);
});

test.each(['${A}', '${A:-b}', '%{ if true }'])('a key %s is refused, because keys have no variables', (key) => {
  const { environment, diagnostics } = read(`tags: { '${key}': x }`, { A: 'a' });
  expect(environment).toBeUndefined();
  expect(diagnostics.map(({ message }) => message)).toEqual([
    `environments/qa.yaml: tags: found the key "${key}"; expected a key without \${ and %{: variables are replaced in values alone, and Terraform takes it for an expression`,
  ]);
});

test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])('%s is a variable as any other', (name) => {
  expect(read(`tags: { team: '\${${name}}' }`).diagnostics.map(({ code, hint }) => [code, hint])).toEqual([
    ['unset-variable', `set ${name}`],
  ]);
  expect(substituteVariables(`\${${name}:-x}`, {}).value).toBe('x');
});

test('a key __proto__ is told, not dropped', () => {
  const { diagnostics } = read('tags: { __proto__: x }');
  expect(diagnostics.map(({ message }) => message)).toEqual([
    'environments/qa.yaml: tags: found the key "__proto__"; expected another key: this one is of every object',
  ]);
});

test.each([
  ['NOPE', { NODE: 'x', HOME: '/', PATH: '/' }, 'set NOPE'],
  ['ACME_ACCOUNT', { ACME_ACOUNT: 'x', ACCOUNT: 'y' }, "did you mean 'ACME_ACOUNT'?"],
  ['ACME_DEV', { ACNE_DEV: 'x' }, "did you mean 'ACNE_DEV'?"],
  ['REGION', { REGOIN: 'x' }, "did you mean 'REGOIN'?"],
  ['REGION', { REASON: 'x' }, 'set REGION'],
  ['AWS_REG', { NVM_REG: 'x' }, 'set AWS_REG'],
])('%s with %j set: %s', (name, variables, hint) => {
  const [found] = read(`tags: { team: '\${${name}}' }`, variables).diagnostics;
  expect(found?.hint).toBe(hint);
});
