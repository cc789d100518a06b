/** What definitions were read as, kept as long as their data: compiling again reads only what is new. */
import type { NormalPipeline, NormalTable, NormalTask } from './schema';
import { isSealed } from './sealed';
import { vocabularySize } from './word';
import type { Path } from './written';

/** All that one document holds. */
export interface Content {
  readonly table?: NormalTable | undefined;
  readonly pipeline?: NormalPipeline | undefined;
  /** The pipeline of the tasks. */
  readonly into?: string;
  readonly tasks?: readonly { readonly path: Path; readonly task: NormalTask }[];
}

export type Environment = Readonly<Record<string, string | undefined>>;

interface Kept {
  readonly content: Content;
  /** The variables that settings named, with the values that they had. */
  readonly used: ReadonlyMap<string, string | undefined>;
  readonly vocabulary: number;
}
const known = new WeakMap<object, Kept>();

/** What is kept of data, where all that its reading depends on is as it was. */
export function kept(data: unknown, environment: Environment): Content | undefined {
  const found = data !== null && typeof data === 'object' ? known.get(data) : undefined;
  if (found === undefined || found.vocabulary !== vocabularySize()) return undefined;
  for (const [name, value] of found.used) if (environment[name] !== value) return undefined;
  return found.content;
}

/** Keeps what data was read as without a finding; data that may change is read each time. */
export function keep(data: unknown, content: Content, used: Kept['used']): void {
  if (isSealed(data)) known.set(data, { content, used, vocabulary: vocabularySize() });
}
