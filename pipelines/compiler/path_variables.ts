/** The variables of a path of files: names stay in the Plan's path, defaults beside it. */
export interface PathVariables {
  /** With `${NAME}` alone: where files are by default says nothing of what a task does. */
  readonly path: string;
  /** By name, where one is written: `${NAME:-default}`. */
  readonly defaults: readonly (readonly [name: string, value: string])[];
}

const variable = /\$\{([A-Z_][A-Z0-9_]*):-([^}]*)\}/g;

export function pathVariables(written: string): PathVariables {
  return {
    path: written.replace(variable, '${$1}'),
    defaults: [...written.matchAll(variable)].map(([, name = '', value = '']) => [name, value]),
  };
}
