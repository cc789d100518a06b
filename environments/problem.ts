/** What is wrong with an environment's file, as a diagnostic. */
import type { Diagnostic, Position } from '../pipelines/plan';

export type Path = readonly PropertyKey[];

export const dotted = (path: Path): string => path.map(String).join('.');

/** @param path within the environment, with dots; empty for the whole file */
export function problem(
  code: string,
  message: string,
  path: string,
  at: Position | undefined,
  hint?: string,
): Diagnostic {
  return { code, severity: 'error', message, path: path === '' ? 'environment' : `environment.${path}`, at, hint };
}
