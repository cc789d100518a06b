import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findFiles, splitPattern } from '../../../../pipelines/local/ingest/files';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lakewright-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(path: string, text = path): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
const found = async (pattern: string): Promise<readonly string[]> =>
  (await findFiles(join(folder, pattern), new Map())).map((f) => f.path);

test('the folder ends before the first wildcard', () => {
  expect(splitPattern('/landing/orders/*.csv')).toEqual({ folder: '/landing/orders', pattern: ['*.csv'] });
  expect(splitPattern('/landing/day=?/*/x.csv')).toEqual({ folder: '/landing', pattern: ['day=?', '*', 'x.csv'] });
  expect(splitPattern('/landing/orders.csv')).toEqual({ folder: '/landing', pattern: ['orders.csv'] });
});

test('wildcards stay within a part of the path; hidden files are not seen', async () => {
  for (const path of ['b.csv', 'a.csv', 'a+b.csv', '.hidden.csv', '_tmp.csv', 'a.csv.part', 'sub/c.csv', '_sub/d.csv'])
    write(path);
  expect(await found('*.csv')).toEqual(['a+b.csv', 'a.csv', 'b.csv']);
  expect(await found('?.csv')).toEqual(['a.csv', 'b.csv']);
  expect(await found('a+b.csv')).toEqual(['a+b.csv']);
  expect(await found('*/*.csv')).toEqual(['sub/c.csv']);
  expect(await found('none/*.csv')).toEqual([]);
});

test('paths come in the order of their code points', async () => {
  for (const path of ['b', 'B', '10', '9', '\uff5e', '😀']) write(path);
  expect(await found('*')).toEqual(['10', '9', 'B', 'b', '\uff5e', '😀']);
});

test('a link counts as what it leads to', async () => {
  write('elsewhere/x.csv');
  mkdirSync(join(folder, 'landing'));
  symlinkSync(join(folder, 'elsewhere', 'x.csv'), join(folder, 'landing', 'y.csv'));
  symlinkSync(join(folder, 'elsewhere'), join(folder, 'landing', 'day'));
  expect(await found('landing/*.csv')).toEqual(['y.csv']);
  expect(await found('landing/*/*.csv')).toEqual(['day/x.csv']);
});

test('the etag is of the content alone', async () => {
  write('a.csv', 'same');
  write('b.csv', 'same');
  write('c.csv', 'else');
  const [a, b, c] = await findFiles(join(folder, '*.csv'), new Map());
  expect(a?.etag).toBe(b?.etag);
  expect(a?.etag).not.toBe(c?.etag);
  expect(a?.size).toBe(4);
});
