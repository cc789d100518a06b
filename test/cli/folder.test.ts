/** Places that a caller names. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkFilePlace, makeFolder } from '../../cli/folder';

const folder = mkdtempSync(join(tmpdir(), 'lakewright-places-'));
writeFileSync(join(folder, 'file'), '');
mkdirSync(join(folder, 'place'));

test.each([
  ['nowhere/x', /^--sarif: the folder '.*nowhere' is not there$/],
  ['file/x', /^--sarif: '.*file' is a file, not a folder$/],
  ['place', /^--sarif: '.*place' is a folder, not a file$/],
])('a file cannot be at %s', (path, message) => {
  expect(() => checkFilePlace(join(folder, path), '--sarif')).toThrow(message);
});

test('a file can be new, or there', () => {
  expect(() => checkFilePlace(join(folder, 'place', 'new'), '--sarif')).not.toThrow();
  expect(() => checkFilePlace(join(folder, 'file'), '--sarif')).not.toThrow();
});

test('a folder below a file is not made', () => {
  expect(() => makeFolder(join(folder, 'file', 'a', 'b'), 'the workspace')).toThrow(
    /^the workspace: '.*file' is a file, not a folder$/,
  );
});
