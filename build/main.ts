/** `npm run build`: JavaScript, types and the Python runtime into dist/. The same sources give the same bytes. */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { lazyExports } from './lazy_exports';

const root = join(__dirname, '..');
const dist = join(root, 'dist');

rmSync(dist, { recursive: true, force: true });
const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
if (status === 0) {
  for (const part of ['main.py', 'lakewright_runtime']) {
    cpSync(join(root, 'runtime', part), join(dist, 'runtime', part), {
      recursive: true,
      filter: (path) => basename(path) !== '__pycache__',
    });
  }
  const constructs = join(dist, 'constructs', 'aws', 'index.js');
  writeFileSync(constructs, lazyExports(readFileSync(constructs, 'utf8')));
  chmodSync(join(dist, 'cli', 'main.js'), 0o755);
}
process.exitCode = status ?? 1;
