/** Python environments from lock files, by uv where there is one, else by pip. */
import { join } from 'node:path';
import { lockFile, onPath, venvFolder, type VenvName } from './paths';
import { must, run } from './process';
import { once } from './step';

const oldest = [3, 11] as const;

/** The first Python of the PATH that is new enough, or undefined. */
export async function findPython(): Promise<string | undefined> {
  for (const name of ['python3', 'python3.13', 'python3.12', 'python3.11']) {
    const path = onPath(name);
    if (path === undefined) continue;
    const { code, output } = await run([path, '-c', 'import sys; print("%d.%d" % sys.version_info[:2])']);
    const [major, minor] = output.trim().split('.').map(Number);
    if (code === 0 && major === oldest[0] && (minor ?? 0) >= oldest[1]) return path;
  }
  return undefined;
}

export function installVenv(name: VenvName, python: string): Promise<'there' | 'installed'> {
  const folder = venvFolder(name);
  return once(folder, async () => {
    const own = join(folder, 'bin', 'python');
    const uv = onPath('uv');
    if (uv !== undefined) {
      await must([uv, 'venv', '--quiet', '--no-python-downloads', '--allow-existing', '--python', python, folder]);
      await must([uv, 'pip', 'install', '--quiet', '--python', own, '-r', lockFile(name)]);
    } else {
      await must([python, '-m', 'venv', folder]);
      await must([own, '-m', 'pip', 'install', '--quiet', '-r', lockFile(name)]);
    }
    return await must([own, '--version']);
  });
}
