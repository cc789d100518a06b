/** The project as plain JavaScript, as its package has it: what TypeScript costs at run time is none of it. */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { lazyExports } from '../build/lazy_exports';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';

export const root = join(__dirname, '..');
const folders = ['pipelines', 'environments', 'constructs', 'stacks', 'cli', 'examples', 'bench'];

/**
 * @param bench whose copy it is: two may run at once
 * @returns the folder that holds the compiled folders
 */
export function compiledProject(bench: string): string {
  const out = join(root, '.lakewright', 'bench', bench, 'compiled');
  rmSync(out, { recursive: true, force: true });
  const files = [...folders.flatMap(typescriptIn), 'main.ts'];
  for (const file of files) {
    const { outputText } = transpileModule(readFileSync(join(root, file), 'utf8'), {
      fileName: file,
      compilerOptions: { target: ScriptTarget.ES2022, module: ModuleKind.CommonJS, esModuleInterop: true },
    });
    const target = join(out, file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, file === join('constructs', 'aws', 'index.ts') ? lazyExports(outputText) : outputText);
  }
  for (const file of ['runtime', 'examples/ecommerce/models'])
    cpSync(join(root, file), join(out, file), { recursive: true });
  for (const file of readdirSync(join(root, 'environments')).filter((name) => name.endsWith('.yaml'))) {
    cpSync(join(root, 'environments', file), join(out, 'environments', file));
  }
  const project = readFileSync(join(root, 'lakewright.json'), 'utf8');
  writeFileSync(join(out, 'lakewright.json'), project.replace(/\.ts"/g, '.js"'));
  return out;
}

function typescriptIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .map((file) => join(folder, file));
}
