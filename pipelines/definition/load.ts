/** Reads files of definitions: .ts and .js (the caller registers tsx), .yaml and .yml, .sql. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname, resolve } from 'node:path';
import { type Diagnostic, type Position } from '../plan';
import { loadFailure } from './load_failure';
import { readSqlFile } from './sql_file';
import { contract, isTable } from './table';
import { definitionsIn } from './template';
import { tablesIn, written, type Written } from './written';
import { readYaml } from './yaml_file';

export interface Loaded {
  readonly written: readonly Written[];
  readonly diagnostics: readonly Diagnostic[];
}

const load = createRequire(__filename);

/** What a definition can import from us. */
const words = (): readonly string[] => Object.keys(load('./index') as object);

/** Never throws for what is in a file. A table that a pipeline uses needs no export. */
export function loadDefinitions(files: readonly string[]): Loaded {
  const all: Written[] = [];
  const diagnostics: Diagnostic[] = [];
  const seen = new Set<object>();
  const add = (value: object): void => {
    const definition = isTable(value) ? value[contract].definition : value;
    if (seen.has(definition)) return;
    seen.add(definition);
    all.push(written(value));
  };
  for (const name of files) {
    const file = resolve(name);
    try {
      switch (extname(file)) {
        case '.ts':
        case '.cts':
        case '.js':
        case '.cjs': {
          const found = definitionsIn(load(file));
          for (const value of found) add(value);
          for (const value of found.flatMap((of) => [...tablesIn(of)])) {
            if (Object.keys(value[contract].definition).length > 0) add(value);
          }
          if (found.length === 0)
            diagnostics.push(problem('no-definitions', 'the file exports no table and no pipeline', file));
          break;
        }
        case '.yaml':
        case '.yml':
          all.push(...readYaml(readFileSync(file, 'utf8'), file));
          break;
        case '.sql':
          all.push(readSqlFile(readFileSync(file, 'utf8'), file));
          break;
        default:
          diagnostics.push(
            problem(
              'unknown-file',
              `'${extname(file)}' is no file of definitions`,
              file,
              'use .ts, .js, .yaml or .sql',
            ),
          );
      }
    } catch (error) {
      const { message, hint, at } = loadFailure(error, file, words);
      const told = problem('unreadable-file', message, file, hint, at);
      // What several files import is told once.
      if (!diagnostics.some((each) => same(each, told))) diagnostics.push(told);
    }
  }
  return { written: all, diagnostics };
}

function same(one: Diagnostic, other: Diagnostic): boolean {
  return one.message === other.message && one.at?.file === other.at?.file && one.at?.line === other.at?.line;
}

function problem(code: string, message: string, file: string, hint?: string, at?: Position): Diagnostic {
  return { code, severity: 'error', message, path: '', at: at ?? { file, line: 1, column: 1 }, hint };
}
