/** Synthesizes an environment in a process of its own, beside the run. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

export interface Synthesized {
  readonly stacks: readonly { readonly name: string; readonly resources: number }[];
  /** What went wrong. */
  readonly problem?: string;
}

const manifestSchema = z.object({
  stacks: z.record(z.string(), z.object({ name: z.string(), synthesizedStackPath: z.string() })),
});
const stackSchema = z.object({ resource: z.record(z.string(), z.record(z.string(), z.unknown())).default({}) });

export async function synthesize(root: string, environment: string, out: string): Promise<Synthesized> {
  const { code, output } = await runMain(root, {
    LAKEWRIGHT_ENV: environment,
    CDKTF_OUTDIR: out,
    CHECKPOINT_DISABLE: '1',
  });
  if (code !== 0) return { stacks: [], problem: `synthesis failed:\n${output.trimEnd()}` };
  const { stacks } = manifestSchema.parse(JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')));
  return {
    stacks: Object.values(stacks).map(({ name, synthesizedStackPath }) => {
      const { resource } = stackSchema.parse(JSON.parse(readFileSync(join(out, synthesizedStackPath), 'utf8')));
      return { name, resources: Object.values(resource).reduce((sum, each) => sum + Object.keys(each).length, 0) };
    }),
  };
}

function runMain(root: string, env: Record<string, string>): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'main.ts')], {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    }
    child.on('error', (error) => resolve({ code: 1, output: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
