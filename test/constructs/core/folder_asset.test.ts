/** Files beside a synthesized stack: there whole, and theirs, whatever becomes of the folder that they are from. */
import fs, { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, FolderAsset, TerraformStack } from '../../../constructs/core';
import { writeBundle } from '../../../pipelines/bundle';
import { sixModes } from '../../oracle/six_modes';

const scratch = mkdtempSync(join(tmpdir(), 'lakewright-linked-'));
afterEach(() => jest.restoreAllMocks());
afterAll(() => {
  rmSync(scratch, { recursive: true });
});

function synthesized(folder: string, files: readonly string[], out: string, linked = true): string {
  const app = new App({ outdir: join(scratch, out) });
  const stack = new TerraformStack(app, 'one');
  const { path } = new FolderAsset(stack, 'files', { folder, files, version: 'v', linked });
  app.synth();
  return join(scratch, out, 'stacks', 'one', path);
}

function folderOf(name: string): string {
  const folder = join(scratch, name);
  mkdirSync(join(folder, 'programs'), { recursive: true });
  writeFileSync(join(folder, 'plan.json'), 'the plan');
  writeFileSync(join(folder, 'programs', 'a.json'), 'a program');
  writeFileSync(join(folder, 'notes.txt'), 'not asked for');
  return folder;
}

test('what was asked for is there, as links; what a synthesis before left is gone', () => {
  const folder = folderOf('from');
  const first = synthesized(folder, ['plan.json', 'programs/a.json'], 'out');
  expect(readdirSync(first, { recursive: true }).sort()).toEqual(['plan.json', 'programs', 'programs/a.json']);
  expect(statSync(join(first, 'plan.json')).ino).toBe(statSync(join(folder, 'plan.json')).ino);
  const second = synthesized(folder, ['plan.json'], 'out');
  expect(second).toBe(first);
  expect(readdirSync(second, { recursive: true })).toEqual(['plan.json']);
});

test('unless links are asked for, what changes in the folder afterwards does not change in the stack', () => {
  const folder = folderOf('edited');
  const made = synthesized(folder, ['plan.json'], 'edited-out', false);
  writeFileSync(join(folder, 'plan.json'), 'another plan');
  expect(readFileSync(join(made, 'plan.json'), 'utf8')).toBe('the plan');
});

test('a file system that takes no links gets copies', () => {
  jest.spyOn(fs, 'linkSync').mockImplementation(() => {
    throw Object.assign(new Error('EXDEV: cross-device link not permitted'), { code: 'EXDEV' });
  });
  const folder = folderOf('elsewhere');
  const made = synthesized(folder, ['programs/a.json'], 'copied');
  expect(readFileSync(join(made, 'programs', 'a.json'), 'utf8')).toBe('a program');
  expect(statSync(join(made, 'programs', 'a.json')).ino).not.toBe(statSync(join(folder, 'programs', 'a.json')).ino);
});

test('a bundle that is written again changes no stack that was synthesized before', () => {
  const bundle = join(scratch, 'bundle');
  const { files } = writeBundle(sixModes('${LANDING}/*.jsonl'), new Map(), bundle);
  const made = synthesized(bundle, [...files.keys()], 'earlier');
  const before = [...files].map(([path]) => readFileSync(join(made, path), 'utf8'));
  writeBundle(sixModes('${LANDING}/*.json'), new Map(), bundle);
  expect(readFileSync(join(bundle, 'manifest.json'), 'utf8')).not.toBe(
    readFileSync(join(made, 'manifest.json'), 'utf8'),
  );
  expect([...files].map(([path]) => readFileSync(join(made, path), 'utf8'))).toEqual(before);
});
