/** The AWS bindings of a later provider, alone: the framework is the project's. */
import { copyFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bindingsFolder, bindingsList } from './paths';
import { must } from './process';
import { once } from './step';

export function installBindings(): Promise<'there' | 'installed'> {
  const folder = bindingsFolder();
  return once(folder, async () => {
    for (const file of ['package.json', 'package-lock.json']) {
      copyFileSync(join(dirname(bindingsList), file), join(folder, file));
    }
    await must([
      'npm',
      'ci',
      '--prefix',
      folder,
      '--ignore-scripts',
      '--omit=peer',
      '--legacy-peer-deps',
      '--no-audit',
    ]);
    return '';
  });
}
