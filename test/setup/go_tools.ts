/** Programs that are Go modules: their checksums are those of Go's own database. */
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { goToolsFile, goToolsFolder, onPath } from './paths';
import { must } from './process';
import { once } from './step';

export function installGoTools(): Promise<'there' | 'installed'> {
  const folder = goToolsFolder();
  return once(folder, async () => {
    const go = onPath('go');
    if (go === undefined)
      throw new Error('no go on the PATH: apt-get install golang-go (or https://go.dev/doc/install)');
    const modules = Object.values(
      z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(goToolsFile, 'utf8'))),
    );
    for (const module of modules) await must([go, 'install', module], { env: { GOBIN: folder } });
    return modules.join('\n');
  });
}
