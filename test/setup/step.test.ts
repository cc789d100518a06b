import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isComplete } from './paths';
import { once } from './step';
import { isOlder } from './tools';

let parent = '';
let folder = '';
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'lakewright-step-'));
  folder = join(parent, 'jars-1');
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

const fill = (name: string) => () => {
  writeFileSync(join(folder, name), '');
  return Promise.resolve('filled');
};

test('a folder is filled once', async () => {
  expect(await once(folder, fill('a.jar'))).toBe('installed');
  expect(await once(folder, fill('b.jar'))).toBe('there');
  expect(readdirSync(folder).sort()).toEqual(['.complete', 'a.jar']);
});

test('what was left half done is done anew', async () => {
  const broken = once(folder, async () => {
    await fill('half.jar')();
    throw new Error('the network went away');
  });
  await expect(broken).rejects.toThrow('the network went away');
  expect(isComplete(folder)).toBe(false);

  expect(await once(folder, fill('a.jar'))).toBe('installed');
  expect(existsSync(join(folder, 'half.jar'))).toBe(false);
});

test('the lock of a process that died does not hold', async () => {
  writeFileSync(`${folder}.lock`, '999999999');
  expect(await once(folder, fill('a.jar'))).toBe('installed');
});

test('two at once fill it once', async () => {
  const states = await Promise.all([once(folder, fill('a.jar')), once(folder, fill('a.jar'))]);
  expect([...states].sort()).toEqual(['installed', 'there']);
});

test.each([
  ['1.9.8', '1.10', true],
  ['1.10.0', '1.10', false],
  ['21', '17', false],
  ['11.0.2', '17', true],
])('%s is older than %s: %s', (version, than, older) => {
  expect(isOlder(version, than)).toBe(older);
});
