import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The package's folder: the nearest one above this file that holds the runtime. */
function packageRoot(): string {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'runtime', 'lakewright_runtime', '__init__.py'))) return folder;
    if (dirname(folder) === folder) throw new Error(`no folder above ${__dirname} holds runtime/lakewright_runtime`);
  }
}

export interface RuntimeSources {
  readonly main: Uint8Array;
  /** The package's modules, by path within the archive: `lakewright_runtime/entry.py`. */
  readonly modules: ReadonlyMap<string, Uint8Array>;
}

/** The Python runtime that ships with the package. */
export function runtimeSources(): RuntimeSources {
  const runtime = join(packageRoot(), 'runtime');
  const modules = new Map<string, Uint8Array>();
  for (const path of readdirSync(join(runtime, 'lakewright_runtime'), { recursive: true, encoding: 'utf8' }).sort()) {
    const name = `lakewright_runtime/${path.replaceAll('\\', '/')}`;
    if (name.endsWith('.py')) modules.set(name, readFileSync(join(runtime, name)));
  }
  return { main: readFileSync(join(runtime, 'main.py')), modules };
}
