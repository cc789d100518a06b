/** Makes a compiled index load what it exports when that is asked for: who uses one construct does not load them all. */

const loaded = /^var (\w+) = require\(("[^"]+")\);\n/gm;

/**
 * @param compiled CommonJS as TypeScript writes it of `export { X } from './x'`
 * @returns the same exports; each module is required by the first use of one of its exports
 */
export function lazyExports(compiled: string): string {
  const modules = new Map([...compiled.matchAll(loaded)].map(([, variable, path]) => [variable, path]));
  return compiled
    .replaceAll(loaded, '')
    .replaceAll(/(?<=get: function \(\) \{ return )(\w+)(?=\.)/g, (variable: string) => {
      const path = modules.get(variable);
      return path === undefined ? variable : `require(${path})`;
    });
}
