import { mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as ts from 'typescript';
import { lazyExports } from '../../build/lazy_exports';

function folder(index: string): string {
  const made = mkdtempSync(join(tmpdir(), 'lakewright-lazy-'));
  const loads = (name: string): string => `globalThis.loaded.push('${name}'); exports.${name} = '${name}';\n`;
  writeFileSync(join(made, 'a.js'), loads('a'));
  writeFileSync(join(made, 'b.js'), loads('b'));
  const module = ts.ModuleKind.CommonJS;
  writeFileSync(
    join(made, 'index.js'),
    lazyExports(ts.transpileModule(index, { compilerOptions: { module, target: ts.ScriptTarget.ES2022 } }).outputText),
  );
  return made;
}

test('a module is loaded by the first use of what it exports', () => {
  const loaded: string[] = [];
  Object.assign(globalThis, { loaded });
  const made = folder("export { a } from './a';\nexport { b as other } from './b';\nexport type { C } from './c';\n");
  const index = createRequire(join(made, 'x.js'))('./index.js') as { readonly a: string; readonly other: string };
  expect(Object.keys(index).sort()).toEqual(['a', 'other']);
  expect(loaded).toEqual([]);
  expect(index.other).toBe('b');
  expect(loaded).toEqual(['b']);
  expect(index.a).toBe('a');
  expect(index.a).toBe('a');
  expect(loaded).toEqual(['b', 'a']);
});
