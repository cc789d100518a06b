/** The shared Spark process: test/engines/server/, in Python. */
import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import { jars, program } from '../setup/paths';

const ready = z.object({ port: z.number() });

/** What the Python processes of the tests need in their environment. */
export function pythonEnvironment(): NodeJS.ProcessEnv {
  const [first] = jars();
  return {
    ...process.env,
    LAKEWRIGHT_JARS: dirname(first ?? ''),
    LAKEWRIGHT_TEMPORARY: mkdtempSync(join(tmpdir(), 'lakewright-spark-')),
    PYTHONPATH: join(__dirname, '..', '..', 'runtime'),
    PYTHONDONTWRITEBYTECODE: '1',
    PYSPARK_PYTHON: program('spark', 'python'),
    TZ: 'UTC',
  };
}

/** Starts it and waits until it answers. It stops when this process ends. */
export async function startServer(): Promise<{ readonly port: number }> {
  const child = spawn(program('spark', 'python'), [join(__dirname, 'server')], {
    env: pythonEnvironment(),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const errors: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => {
    errors.push(chunk.toString());
    if (errors.length > 100) errors.shift();
  });
  const port = await new Promise<number>((resolve, reject) => {
    const lines = createInterface({ input: child.stdout });
    lines.once('line', (line) => {
      resolve(ready.parse(JSON.parse(line)).port);
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(new Error(`the Spark server ended with ${String(code)} before it was ready:\n${errors.join('')}`));
    });
  });
  child.unref();
  for (const stream of [child.stdin, child.stdout, child.stderr]) {
    if (stream instanceof Socket) stream.unref();
  }
  return { port };
}
