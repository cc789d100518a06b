/** What a document defines: the word that it has for a key. */
import { hintFor } from '../plan';
import type { Finding } from './issues';
import { templateNames } from './template';
import { isPlain } from './plain';
import { shown } from './vocabulary';
import { defined, isWord } from './word';

export type Kind = { readonly is: 'table' | 'pipeline' | 'task'; readonly name: string } | { readonly is: 'template' };

/** A table, a pipeline, a task of one (`pipeline: sales` and a verb), or a template by its name. */
export function documentOf(data: unknown): Kind | { readonly finding: Finding } {
  const refuse = (message: string, hint?: string): { readonly finding: Finding } => ({
    finding: { code: 'unknown-definition', message, path: [], hint },
  });
  if (!isPlain(data)) return refuse(`expected a definition (table: ... or pipeline: ...), found ${shown(data)}`);
  const keys = Object.keys(data);
  if ('table' in data) return { is: 'table', name: String(data['table']) };
  if ('pipeline' in data) {
    const name = String(data['pipeline']);
    return { is: keys.some((key) => isWord('task', key)) ? 'task' : 'pipeline', name };
  }
  if (keys.some((key) => templateNames().includes(key))) return { is: 'template' };
  const first = keys[0] ?? '';
  const verb = keys.find((key) => isWord('task', key));
  if (verb !== undefined) return refuse(`the task '${verb}' names no pipeline`, 'add pipeline: <name>');
  const known = ['table', 'pipeline', ...templateNames()];
  const hint = hintFor(first, known);
  return refuse(
    `nothing is defined by '${first}'`,
    hint ?? `there are: ${[...known, ...defined('task').map((w) => w.name)].join(', ')}`,
  );
}
