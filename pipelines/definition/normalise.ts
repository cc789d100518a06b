/** Written definitions, whatever their form, to one plain value; what is wrong with them, to diagnostics. */
import { basename, dirname, resolve } from 'node:path';
import { statSync } from 'node:fs';
import { type Diagnostic, didYouMean, hintFor, type Position, sortKeys } from '../plan';
import { documentOf, type Kind } from './document';
import { hostile } from './hostile';
import type { Finding } from './issues';
import { type Content, type Environment, keep, kept } from './kept';
import { read, type Reading, type Variables } from './reading';
import {
  type Definitions,
  type NormalPipeline,
  type NormalPython,
  type NormalTable,
  type NormalTask,
  pipeline,
  table,
} from './schema';
import { originIn } from './steps';
import { expandTemplate } from './template';
import { isPlain } from './plain';
import { pathKey, substitute } from './variables';
import { type Path, written as fromValue, type Written } from './written';
import { open } from './word';

export interface Normalised {
  readonly definitions: Definitions;
  readonly diagnostics: readonly Diagnostic[];
  /** Users' files that go into the bundle: path there -> path on disk. */
  readonly files: Readonly<Record<string, string>>;
  /**
   * Where something was written, by its path in the definitions: `['tables', 'silver.orders', 'columns', 'status']`,
   * `['pipelines', 'sales', 'tasks', 3, 'from']`. Columns and expectations go by their names.
   */
  readonly locate: (path: Path) => Position | undefined;
  /** Where a character of a task's query, its steps expanded, was written; `index` as in the pipeline's tasks. */
  readonly locateSql: (pipeline: string, index: number, offset: number) => Position | undefined;
}

/** Where a part of the definitions is from: a place within what someone wrote. */
interface Origin {
  readonly by: Written;
  readonly path: Path;
}
interface TaskOrigin extends Origin {
  readonly task: NormalTask;
}
interface PipelineOrigin extends Origin {
  readonly pipeline: NormalPipeline;
}

type Definition = Exclude<Kind, { readonly is: 'template' }>;

const task = open('task');

/**
 * @param environment values of variables in settings; in paths and queries variables stay, as parameters
 */
export function normalise(all: readonly Written[], environment: Environment = process.env): Normalised {
  const reader = new Reader(environment);
  for (const one of all) reader.take(one);
  return reader.finish();
}

class Reader {
  private readonly diagnostics: Diagnostic[] = [];
  private readonly tables = new Map<string, Origin & { readonly table: NormalTable }>();
  private readonly pipelines = new Map<string, PipelineOrigin>();
  private readonly tasks: (TaskOrigin & { readonly into: string })[] = [];
  private readonly files = new Map<string, string>();

  constructor(private readonly environment: Environment) {}

  take(by: Written): void {
    this.diagnostics.push(...by.problems);
    if (by.data === undefined && by.problems.length > 0) return;
    const before = kept(by.data, this.environment);
    if (before !== undefined) {
      this.add(by, before);
      return;
    }
    const refused = hostile(by.data);
    if (refused !== undefined) return this.say(by, [], refused.path, refused);
    const kind = documentOf(by.data);
    if ('finding' in kind) return this.say(by, [], kind.finding.path, kind.finding);
    if (kind.is === 'template') return this.expand(by);
    const said = this.diagnostics.length;
    const { data, unset, whole, used } = substitute(by.data, this.environment);
    const variables = { whole, unset: new Set(unset.map(({ path }) => pathKey(path))) };
    for (const { name, path } of unset)
      this.say(by, placeOf(kind), path, unsetVariable(name, path, Object.keys(this.environment)));
    const content = this.readAs(kind, by, data, variables);
    if (this.diagnostics.length === said) keep(by.data, content, used);
  }

  /** Reads a document and adds what it holds, part by part: findings stay in the order of the parts. */
  private readAs(kind: Definition, by: Written, data: unknown, variables: Variables): Content {
    const where = placeOf(kind);
    const told = <T>({ value, findings }: Reading<T>, base: Path = []): T | undefined => {
      for (const finding of findings) this.say(by, where, [...base, ...finding.path], finding);
      // Sorting keys changes no type.
      return value === undefined ? undefined : (sortKeys(value) as T);
    };
    if (kind.is === 'table') return this.add(by, { table: told(read(table, data, variables)) });
    if (kind.is === 'task') {
      const { pipeline: into, ...rest } = isPlain(data) ? data : { pipeline: undefined };
      const value = told(read(task, rest, variables));
      const one = value && typeof into === 'string' ? { into, tasks: [{ path: [], task: value }] } : {};
      return this.add(by, one);
    }
    const { tasks, ...settings } = isPlain(data) ? data : { tasks: undefined };
    const listed = Array.isArray(tasks);
    const value = told(
      read(pipeline, listed ? settings : { ...settings, ...(tasks === undefined ? {} : { tasks }) }, variables),
    );
    const into = value?.name ?? kind.name;
    const whole = this.add(by, { pipeline: value, into });
    if (!listed) return whole;
    const all = tasks.flatMap((written: unknown, i) => {
      const path = ['tasks', i];
      const one = told(read(task, written, under(variables, path)), path);
      return one === undefined ? [] : [{ path, task: one }];
    });
    return { ...whole, ...this.add(by, { into, tasks: all }) };
  }

  private add(by: Written, content: Content): Content {
    const { table: one, pipeline: of, into, tasks = [] } = content;
    if (one) this.addTable(by, one);
    if (of) this.addPipeline(by, of);
    if (into !== undefined) for (const each of tasks) this.tasks.push({ by, path: each.path, task: each.task, into });
    return content;
  }

  private expand(by: Written): void {
    const made = expandTemplate(by.data);
    for (const finding of made.findings) this.say(by, [], finding.path, finding);
    for (const value of made.values) {
      const one = fromValue(value);
      // Who wrote the YAML has not written the template: its places are theirs.
      this.take({ ...one, locate: () => by.locate([]), locateText: () => by.locate([]) });
    }
  }

  private addTable(by: Written, value: NormalTable): void {
    const known = this.tables.get(value.id);
    if (known) return this.duplicate('table', value.id, by, known.by, ['tables', value.id], ['table']);
    this.tables.set(value.id, { by, path: [], table: value });
  }

  private addPipeline(by: Written, value: NormalPipeline): void {
    const known = this.pipelines.get(value.name);
    if (known) return this.duplicate('pipeline', value.name, by, known.by, ['pipelines', value.name], ['pipeline']);
    this.pipelines.set(value.name, { by, path: [], pipeline: value });
  }

  private duplicate(what: string, name: string, by: Written, first: Written, where: Path, path: Path): void {
    const other = first.locate(path);
    const there = other === undefined ? '' : `, first in ${basename(other.file)}, line ${String(other.line)}`;
    const message = `${what} '${name}' is defined twice${there}`;
    this.say(by, where, path, { code: `duplicate-${what}`, message, hint: 'give one another name', path });
  }

  finish(): Normalised {
    const byPipeline = new Map<string, TaskOrigin[]>();
    for (const one of this.tasks) this.assign(one, byPipeline);
    const pipelines = [...this.pipelines.values()].map(({ pipeline: of }) => {
      const tasks = byPipeline.get(of.name) ?? [];
      tasks.sort((a, b) => (a.task.name < b.task.name ? -1 : 1));
      return [of.name, { ...of, tasks: tasks.map((t) => this.withFile(t)) }] as const;
    });
    const tables = [...this.tables.values()].map(({ table: of }) => [of.id, of] as const);
    const definitions: Definitions = { pipelines: byName(pipelines), tables: byName(tables) };
    return {
      definitions,
      diagnostics: this.diagnostics,
      files: Object.fromEntries([...this.files].sort(([a], [b]) => (a < b ? -1 : 1))),
      locate: (path) => this.locate(path, byPipeline),
      locateSql: (name, index, offset) => {
        const origin = byPipeline.get(name)?.[index];
        const of = definitions.pipelines[name]?.tasks[index];
        return origin && of && locateSql(origin, of, offset);
      },
    };
  }

  /** Puts a task into its pipeline, once. */
  private assign(one: TaskOrigin & { readonly into: string }, to: Map<string, TaskOrigin[]>): void {
    const { by, into, path } = one;
    if (!this.pipelines.has(into)) {
      // A pipeline that could not be read has been told of.
      if (path.length > 0) return;
      const message = `there is no pipeline '${into}'`;
      const hint = hintFor(into, this.pipelines.keys());
      const named = ['pipeline'];
      return this.say(by, ['pipelines', into], named, { code: 'unknown-pipeline', message, hint, path: named });
    }
    const tasks = to.get(into) ?? [];
    to.set(into, tasks);
    const known = tasks.find((t) => t.task.name === one.task.name);
    if (known) {
      const other = known.by.locate(known.path);
      const there = other === undefined ? '' : `, first in ${basename(other.file)}, line ${String(other.line)}`;
      const message = `pipeline '${into}' has two tasks '${one.task.name}'${there}`;
      const hint = 'give one a name: name: ...';
      this.say(by, ['pipelines', into], path, { code: 'duplicate-task', message, hint, path });
    } else tasks.push(one);
  }

  /** A Python file by its path in the bundle. */
  private withFile({ task: of, by, path }: TaskOrigin): NormalTask {
    if (!('python' in of.from)) return of;
    const written = of.from.python.file;
    const place = [...path, 'from', 'python'];
    const say = (code: string, message: string, hint: string | undefined): void =>
      this.say(by, ['pipelines'], place, { code, message, hint, path: place });
    const from = by.fileOf(place);
    const onDisk = resolve(from === undefined ? '.' : dirname(from), written);
    const inBundle = `python/${basename(written)}`;
    const known = this.files.get(inBundle);
    if (!statSync(onDisk, { throwIfNoEntry: false })?.isFile()) {
      say('missing-file', `there is no file '${written}'`, 'the path is from the file that names it');
    } else if (known !== undefined && known !== onDisk) {
      say(
        'duplicate-file',
        `two Python files are called '${basename(written)}'`,
        'rename one: they ship in one folder',
      );
    } else this.files.set(inBundle, onDisk);
    return inBundleAs(of, of.from.python, inBundle);
  }

  private locate(path: Path, tasks: ReadonlyMap<string, readonly TaskOrigin[]>): Position | undefined {
    const [kind, name, ...rest] = path;
    if (kind === 'tables') return this.tables.get(String(name))?.by.locate(rest);
    if (kind !== 'pipelines') return undefined;
    if (rest[0] === 'tasks' && typeof rest[1] === 'number') {
      const one = tasks.get(String(name))?.[rest[1]];
      return one?.by.locate([...one.path, ...rest.slice(2)]);
    }
    return this.pipelines.get(String(name))?.by.locate(rest);
  }

  private say(by: Written, where: Path, path: Path, { code, message, hint }: Finding): void {
    const full = [...where, ...path];
    this.diagnostics.push({
      code,
      severity: 'error',
      message,
      path: full.map(String).join('.'),
      at: by.locate(path),
      hint,
    });
  }
}

const shipped = new WeakMap<NormalTask, NormalTask>();

/** A Python task with its file as the bundle names it; the same for the same task. */
function inBundleAs(of: NormalTask, python: NormalPython, file: string): NormalTask {
  const known = shipped.get(of);
  if (known !== undefined) return known;
  const made = { ...of, from: { python: { ...python, file } } };
  shipped.set(of, made);
  return made;
}

function byName<T>(entries: readonly (readonly [name: string, of: T])[]): Readonly<Record<string, T>> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function locateSql({ by, path }: Origin, of: NormalTask, offset: number): Position | undefined {
  if (!('sql' in of.from)) return by.locate([...path, 'from']);
  const origin = originIn(of.from.sql, of.steps, offset);
  return 'from' in origin ? by.locateText([...path, 'from'], origin.from) : by.locate([...path, 'steps', origin.step]);
}

function unsetVariable(name: string, path: Path, known: readonly string[]): Finding {
  const setting = path.filter((key) => typeof key === 'string').at(-1);
  const message = `${setting === undefined ? '' : `${setting}: `}the variable ${name} is not set`;
  const near = didYouMean(name, known);
  return { code: 'unset-variable', message, path, hint: near ?? `set ${name}, or give a default: \${${name}:-...}` };
}

function placeOf(kind: Definition): Path {
  return kind.is === 'table' ? ['tables', kind.name] : ['pipelines', kind.name];
}

/** What is known of variables below a path, from there on. */
function under({ whole, unset }: Variables, base: Path): Variables {
  const prefix = `${pathKey(base).slice(0, -1)},`;
  const below = (keys: ReadonlySet<string>): ReadonlySet<string> =>
    new Set([...keys].filter((key) => key.startsWith(prefix)).map((key) => `[${key.slice(prefix.length)}`));
  return { whole: below(whole), unset: below(unset) };
}
