/** What a test asks of the shared Spark: test/engines/server/endpoints.py. */
import { request as httpRequest } from 'node:http';
import * as z from 'zod';

const column = z.object({ name: z.string(), type: z.string(), nullable: z.boolean() });
const rows = z.array(z.array(z.unknown()));
const analysis = z.union([z.object({ columns: z.array(column) }), z.object({ error: z.string() })]);
const evaluation = z.union([z.object({ columns: z.array(column), rows }), z.object({ error: z.string() })]);
const tableAnswer = z.object({ columns: z.array(column), rows, version: z.number() });
const readAnswer = z.object({ columns: z.array(column), rows, counts: z.record(z.string(), z.number()) });
const runAnswer = z.object({
  exitCode: z.number().optional(),
  abandoned: z.string().optional(),
  tasks: z.array(
    z.object({
      task: z.string(),
      state: z.enum(['succeeded', 'recovered', 'skipped', 'failed', 'blocked']),
      counts: z.record(z.string(), z.number()),
      flow: z.array(z.record(z.string(), z.unknown())),
      error: z.string().nullable(),
    }),
  ),
  log: z.array(z.record(z.string(), z.unknown())),
});

export type SparkColumn = z.output<typeof column>;
export type Analysis = z.output<typeof analysis>;
export type Evaluation = z.output<typeof evaluation>;
export type SparkTable = z.output<typeof tableAnswer>;
export type SparkRun = z.output<typeof runAnswer>;

async function ask<T>(path: string, body: unknown, answer: z.ZodType<T>): Promise<T> {
  const port = process.env['LAKEWRIGHT_SPARK_PORT'];
  if (port === undefined) throw new Error('no Spark is running: this test belongs to the engines tier');
  const { status, text } = await post(Number(port), path, JSON.stringify(body));
  const value: unknown = JSON.parse(text);
  if (status !== 200) throw new Error(`${path}: ${z.object({ error: z.string() }).parse(value).error}`);
  return answer.parse(value);
}

/** `fetch` gives up after five minutes, which a busy machine may need for a whole pipeline. */
function post(port: number, path: string, body: string): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const asked = httpRequest({ host: '127.0.0.1', port, path, method: 'POST' }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() });
      });
    });
    asked.on('error', reject);
    asked.setHeader('Content-Length', Buffer.byteLength(body));
    asked.end(body);
  });
}

/** The columns that Spark's analyzer gives each query, or its error's first line. */
export async function analyze(queries: readonly string[]): Promise<readonly Analysis[]> {
  return (await ask('/analyze-many', { queries }, z.object({ results: z.array(analysis) }))).results;
}

/** The rows that Spark gives for each query, or its error's first line. */
export async function evaluate(queries: readonly string[]): Promise<readonly Evaluation[]> {
  return (await ask('/evaluate-many', { queries }, z.object({ results: z.array(evaluation) }))).results;
}

export interface RunRequest {
  readonly bundle: string;
  readonly bindings: string;
  /** Absent: all. */
  readonly unit?: string;
  readonly from: string;
  readonly to: string;
  readonly restate?: boolean;
  /** Where the run dies, leaving everything as it is. */
  readonly failpoint?: { readonly task: string; readonly point: string };
  /** Of the session, in place of the server's for tables of few rows. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** The command line of the bundle's entry point. */
export function runArguments(request: RunRequest): string[] {
  return [
    ...['--bundle', request.bundle, '--bindings', request.bindings],
    ...(request.unit === undefined ? ['--all'] : ['--unit', request.unit]),
    ...['--interval-start', request.from, '--interval-end', request.to],
    ...(request.restate === true ? ['--restate'] : []),
  ];
}

/** Runs a bundle with new runtime objects in the shared session. */
export function runBundle(request: RunRequest): Promise<SparkRun> {
  const { failpoint, settings } = request;
  return ask('/run', { arguments: runArguments(request), failpoint, settings }, runAnswer);
}

/** All rows of a Delta table. */
export function readTable(location: string): Promise<SparkTable> {
  return ask('/table', { location }, tableAnswer);
}

/** All rows of a table in a catalogue. */
export function readNamedTable(name: string): Promise<SparkTable> {
  return ask('/table', { name }, tableAnswer);
}

export interface FilesRequest {
  readonly format: 'csv' | 'json' | 'parquet';
  readonly path: string;
  readonly delimiter?: string;
  readonly columns: readonly { readonly name: string; readonly type: string; readonly nullable: boolean }[];
  /** Of the session while it reads. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** What an ingest makes of files. */
export function readFiles(request: FilesRequest): Promise<z.output<typeof readAnswer>> {
  return ask('/read-files', request, readAnswer);
}
