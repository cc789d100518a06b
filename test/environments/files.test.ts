/** What lies in the folder of the environments: files are read, whatever else is there is told or left alone. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environmentNames, loadEnvironment } from '../../environments';
import { leastEnvironment } from './least';

const written = (name: string, more = ''): string => `${leastEnvironment(name)}${more}`;

let folder = '';
const put = (file: string, text: string | Uint8Array): void => {
  writeFileSync(join(folder, file), text);
};
const load = (name: string) => loadEnvironment(name, { folder, variables: {} });
const told = (name: string) => load(name).diagnostics.map(({ code, message, hint }) => [code, message, hint]);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lakewright-environments-'));
  put('qa.yaml', written('qa'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('what is no file, or has no name of an environment, is not listed', () => {
  mkdirSync(join(folder, 'zz.yaml'));
  execFileSync('mkfifo', [join(folder, 'pipe.yaml')]);
  symlinkSync('/dev/zero', join(folder, 'zero.yaml'));
  symlinkSync('loop.yaml', join(folder, 'loop.yaml'));
  symlinkSync('nowhere', join(folder, 'gone.yaml'));
  symlinkSync('qa.yaml', join(folder, 'linked.yaml'));
  for (const file of ['.yaml', 'a\nb.yaml', 'Zz.yaml', 'x.yml', 'notes.txt']) put(file, written('qa'));
  expect(environmentNames(folder)).toEqual(['linked', 'qa']);
});

test.each([
  ['zz', () => mkdirSync(join(folder, 'zz.yaml')), 'environments/zz.yaml: found a folder; expected a file'],
  [
    'pipe',
    () => execFileSync('mkfifo', [join(folder, 'pipe.yaml')]),
    'environments/pipe.yaml: found a pipe; expected a file',
  ],
  [
    'zero',
    () => {
      symlinkSync('/dev/zero', join(folder, 'zero.yaml'));
    },
    'environments/zero.yaml: found a device; expected a file',
  ],
  [
    'big',
    () => {
      put('big.yaml', written('big', `# ${'x'.repeat(1_000_000)}\n`));
    },
    /^environments\/big\.yaml: found 1000\d\d\d bytes; expected at most 1000000$/,
  ],
  [
    'binary',
    () => {
      put('binary.yaml', Uint8Array.from([0xff, 0xfe, 0x00, 0x1b]));
    },
    'environments/binary.yaml: found bytes that are no text; expected YAML in UTF-8',
  ],
  [
    'nul',
    () => {
      put('nul.yaml', 'name: a\0b');
    },
    'environments/nul.yaml: found bytes that are no text; expected YAML in UTF-8',
  ],
  [
    'colour',
    () => {
      put('colour.yaml', written('colour', '# \u001b[31mred\n'));
    },
    'environments/colour.yaml: found bytes that are no text; expected YAML in UTF-8',
  ],
  [
    'Zz',
    () => {
      put('Zz.yaml', written('Zz'));
    },
    'the folder environments: found a file "Zz.yaml"; expected 2 to 16 lower-case letters, digits and hyphens, beginning with a letter, and \'.yaml\'',
  ],
])('%s is told', (name, make, message) => {
  make();
  const { environment } = load(name);
  expect(environment).toBeUndefined();
  expect(told(name)).toEqual([
    ['environment-file', typeof message === 'string' ? message : expect.stringMatching(message), undefined],
  ]);
});

test('a file that ends otherwise has a hint', () => {
  put('zz.yml', written('zz'));
  put('Zz.yml', written('zz'));
  const message = (name: string) => `there is no environment '${name}'; known are qa`;
  expect(told('zz')).toEqual([['unknown-environment', message('zz'), 'rename environments/zz.yml to zz.yaml']]);
  expect(told('Zz')).toEqual([['unknown-environment', message('Zz'), 'rename environments/Zz.yml to zz.yaml']]);
});

test.each(['', '.', '..', '../qa', 'a/../qa', 'a\0b', 'a\nb', 'x'.repeat(5000)])('%j is no environment', (name) => {
  expect(told(name).map(([code]) => code)).toEqual(['unknown-environment']);
});

describe('an environment that owns its account', () => {
  const owner = 'account: { serviceLinkedRoles: [] }\n';
  beforeEach(() => {
    put('own.yaml', written('own', owner));
  });

  test.each([
    ['an alias of nothing', 'x: *nope'],
    ['a list', '- a'],
    ['a variable that is not set', 'tags: { a: "${NOT_SET}" }'],
  ])('is as good beside one with %s', (_, text) => {
    put('bad.yaml', text === '- a' ? text : written('bad', text));
    const { environment, diagnostics } = load('own');
    expect(environment?.name).toBe('own');
    expect(diagnostics).toEqual([]);
  });

  test.each([
    ['bytes', Uint8Array.from([0xff, 0x00])],
    ['a mistake, and the key too', written('bad', `${owner}x: *nope`)],
  ])('is warned of one with %s', (_, text) => {
    put('bad.yaml', text);
    const { environment, diagnostics } = load('own');
    expect(environment?.name).toBe('own');
    expect(diagnostics.map(({ severity, message, hint }) => [severity, message, hint])).toEqual([
      [
        'warning',
        "environments/bad.yaml: cannot be read, so nobody knows whether it owns the account of 'own' too; expected a file without mistakes",
        'lakewright validate --env bad says what is wrong',
      ],
    ]);
  });

  test('is refused beside another owner', () => {
    put('two.yaml', written('two', owner));
    expect(load('own').environment).toBeUndefined();
    expect(told('own')).toEqual([['account-owner', expect.stringContaining('two has the key too'), expect.anything()]]);
  });
});
