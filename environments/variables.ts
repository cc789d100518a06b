/** `${VAR}` and `${VAR:-default}` in the values of an environment's file. */

export type ValuePath = readonly (string | number)[];

export interface UnsetVariable {
  readonly path: ValuePath;
  readonly variable: string;
}

/** A key or a value that Terraform would take for an expression, or that cannot be a key. */
export interface Unfit {
  readonly path: ValuePath;
  readonly of: 'key' | 'value';
  /** As it is written. */
  readonly text: string;
  readonly why: 'expression' | 'prototype';
}

export interface Substituted {
  readonly value: unknown;
  readonly unset: readonly UnsetVariable[];
  readonly unfit: readonly Unfit[];
}

const reference = /\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}/g;
/** How an expression of Terraform begins within a text, and a directive. */
const expression = /[$%]\{/;

/**
 * @param variables usually the process environment; an empty value counts as unset, as in a shell's `:-`
 * @returns the value with every variable replaced, those that have neither value nor default, and what must not be left
 */
export function substituteVariables(
  value: unknown,
  variables: Readonly<Record<string, string | undefined>>,
): Substituted {
  const unset: UnsetVariable[] = [];
  const unfit: Unfit[] = [];
  const text = (written: string, path: ValuePath): string => {
    const replaced = (unless: (whole: string, name: string) => string): string =>
      written.replace(reference, (whole, name: string, fallback: string | undefined) => {
        const found = Object.hasOwn(variables, name) ? variables[name] : undefined;
        if (found !== undefined && found !== '') return found;
        if (fallback !== undefined) return fallback;
        return unless(whole, name);
      });
    // Of variables that are not set it is told apart.
    if (expression.test(replaced(() => ''))) unfit.push({ path, of: 'value', text: written, why: 'expression' });
    return replaced((whole, variable) => {
      unset.push({ path, variable });
      return whole;
    });
  };
  const walk = (node: unknown, path: ValuePath): unknown => {
    if (typeof node === 'string') return text(node, path);
    if (Array.isArray(node)) return node.map((item, i) => walk(item, [...path, i]));
    if (node !== null && typeof node === 'object' && !(node instanceof Uint8Array)) {
      return Object.fromEntries(
        Object.entries(node).map(([key, item]) => {
          const at = [...path, key];
          if (expression.test(key)) unfit.push({ path: at, of: 'key', text: key, why: 'expression' });
          // What is made of the file drops such a key without a word.
          if (key === '__proto__') unfit.push({ path: at, of: 'key', text: key, why: 'prototype' });
          return [key, walk(item, at)];
        }),
      );
    }
    return node;
  };
  return { value: walk(value, []), unset, unfit };
}
