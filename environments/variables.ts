/** `${VAR}` and `${VAR:-default}` in the values of an environment's file. */

export interface UnsetVariable {
  readonly path: readonly (string | number)[];
  readonly variable: string;
}

export interface Substituted {
  readonly value: unknown;
  readonly unset: readonly UnsetVariable[];
}

const reference = /\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}/g;

/**
 * @param variables usually the process environment; an empty value counts as unset, as in a shell's `:-`
 * @returns the value with every variable replaced, and those that have neither value nor default
 */
export function substituteVariables(
  value: unknown,
  variables: Readonly<Record<string, string | undefined>>,
): Substituted {
  const unset: UnsetVariable[] = [];
  const walk = (node: unknown, path: readonly (string | number)[]): unknown => {
    if (typeof node === 'string') {
      return node.replace(reference, (whole, name: string, fallback: string | undefined) => {
        const found = variables[name];
        if (found !== undefined && found !== '') return found;
        if (fallback !== undefined) return fallback;
        unset.push({ path, variable: name });
        return whole;
      });
    }
    if (Array.isArray(node)) return node.map((item, i) => walk(item, [...path, i]));
    if (node !== null && typeof node === 'object') {
      return Object.fromEntries(Object.entries(node).map(([key, item]) => [key, walk(item, [...path, key])]));
    }
    return node;
  };
  return { value: walk(value, []), unset };
}
