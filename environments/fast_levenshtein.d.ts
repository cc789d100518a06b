declare module 'fast-levenshtein' {
  /** The number of single-character edits between two texts. */
  export function get(a: string, b: string, options?: { readonly useCollator?: boolean }): number;
}
