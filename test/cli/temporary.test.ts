/** Which folders of killed runs are swept. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { temporaryFolder } from '../../cli/temporary';

const root = realpathSync(mkdtempSync(join(os.tmpdir(), 'lakewright-sweep-')));
/** Of a process that has ended. */
const ended = String(spawnSync(process.execPath, ['-e', '']).pid);
jest.spyOn(os, 'tmpdir').mockReturnValue(root);

/** @param owner what its file says, as the first releases wrote it */
function left(name: string, owner?: string): string {
  const folder = join(root, name);
  mkdirSync(folder);
  writeFileSync(join(folder, '1.tfplan'), 'a secret');
  if (owner !== undefined) writeFileSync(join(folder, 'owner'), owner);
  return folder;
}

test('plans that a killed run left go, of whichever release; what somebody uses, or nobody owns, stays', () => {
  const gone = [left(`lakewright-plans-${ended}-abcdef`), left('lakewright-plans-abcdef', ended)];
  const stays = [
    left(`lakewright-plans-${String(process.pid)}-abcdef`),
    left('lakewright-plans-ghijkl', String(process.pid)),
    left('lakewright-plans-mnopqr'),
    left('lakewright-plans-stuvwx', 'nobody'),
    left('lakewright-plans-mine', ended),
    left(`lakewright-cost-${ended}-abcdef`),
  ];
  const made = temporaryFolder('plans');
  expect(gone.filter((folder) => existsSync(folder))).toEqual([]);
  expect(stays.filter((folder) => !existsSync(folder))).toEqual([]);
  made.remove();
});
