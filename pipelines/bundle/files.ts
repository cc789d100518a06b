import { lowerTask } from '../engines';
import { canonicalJson, type Plan, readableJson, sha256 } from '../plan';
import { archive } from './archive';
import { runtimeSources } from './runtime_sources';

export interface Bundle {
  /** Content by path, `manifest.json` included. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** sha256 of the manifest, which holds that of every other file. */
  readonly digest: string;
}

const utf8 = new TextEncoder();

/**
 * The files that ship: the same bytes in any folder, on any machine, for any environment.
 *
 * @param python the authors' files by their path in the Plan: `python/score.py`
 * @throws where a task's Python file is not among `python`
 */
export function bundle(plan: Plan, python: ReadonlyMap<string, Uint8Array>): Bundle {
  const runtime = runtimeSources();
  const files = new Map<string, Uint8Array>([
    ['plan.json', utf8.encode(canonicalJson(plan))],
    ['units.json', utf8.encode(readableJson(plan.units))],
    ['main.py', runtime.main],
    ['runtime.zip', archive(runtime.modules)],
  ]);
  for (const task of Object.values(plan.tasks)) {
    files.set(programPath(task.id), utf8.encode(readableJson(lowerTask(plan, task.id, 'spark'))));
    if (task.body.kind !== 'python') continue;
    const content = python.get(task.body.file);
    if (!content) {
      const known = [...python.keys()].join(', ') || 'none';
      throw new Error(`task '${task.id}' runs '${task.body.file}', which was not given; given: ${known}`);
    }
    files.set(task.body.file, content);
  }
  const digests = Object.fromEntries([...files].map(([path, content]) => [path, sha256(content)]));
  const manifest = readableJson({ version: 1, files: digests });
  files.set('manifest.json', utf8.encode(manifest));
  return { files: new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1))), digest: sha256(manifest) };
}

/** Where a task's program is: `programs/sales__silver.orders.json`. */
export function programPath(task: string): string {
  return `programs/${task.replaceAll('/', '__')}.json`;
}
