/** What is wrong with an environment's file, as a diagnostic. */
import type { Diagnostic, Position } from '../pipelines/plan';
import { shortened } from './shown';

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

/** `environments/dev.yaml: compute.small: ...` */
export function messageOf(file: string, path: Path, found: string): string {
  const key = path.map((part) => shortened(String(part))).join('.');
  return `${file}: ${key === '' ? '' : `${key}: `}${found}`;
}
