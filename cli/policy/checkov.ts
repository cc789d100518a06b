/** Checkov's rules for Terraform over synthesized stacks. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import * as z from 'zod';
import type { Platform } from '../../constructs/core/policy';
import { endsWithUs, inTemporaryFolder } from '../temporary';
import { Failure } from '../usage';
import type { Finding } from './findings';

/** The version that the suppressions are argued against. */
export const checkovVersion = '3.3.30';

const failed = z.object({
  check_id: z.string(),
  check_name: z.string(),
  resource: z.string(),
  file_path: z.string(),
  guideline: z.string().nullish(),
});
const report = z.object({
  results: z.object({ failed_checks: z.array(failed), parsing_errors: z.array(z.string()).default([]) }),
});
const reports = z.union([report.transform((one) => [one]), z.array(report).min(1)]);
/** What it prints when there was nothing to look at. */
const nothing = z.object({ passed: z.literal(0), failed: z.literal(0) });

/** `LAKEWRIGHT_CHECKOV`, else the first on the PATH. */
export function findCheckov(): string | undefined {
  const named = process.env['LAKEWRIGHT_CHECKOV'];
  if (named !== undefined && named !== '') return named;
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'checkov'))
    .find((path) => existsSync(path));
}

/** @throws Failure when it does not run, or does not understand a stack */
export function checkovFindings(program: string, platform: Platform): Promise<readonly Finding[]> {
  return inTemporaryFolder('policy', async (folder) => {
    for (const [name, { terraform: _, '//': _comment, moved: _moved, ...rest }] of platform.stacks) {
      mkdirSync(join(folder, name));
      // It fails on terraform.required_version: https://github.com/bridgecrewio/checkov/issues/7454, and passes over a
      // whole stack that has moved blocks.
      writeFileSync(join(folder, name, 'cdk.tf.json'), JSON.stringify(rest, undefined, 1));
    }
    const arguments_ = ['--framework', 'terraform_json', '--compact', '--quiet', '--skip-download', '--output', 'json'];
    const { code, signal, out, error } = await ended(program, ['--directory', folder, ...arguments_]);
    if (signal !== null) throw new Failure(`checkov (${program}) was killed by ${signal}`);
    // 1 is for failed checks.
    if (code !== 0 && code !== 1)
      throw new Failure(`checkov (${program}) ended with ${String(code)}:\n${error.slice(-2000)}`);
    return parsed(out).flatMap((each) => finding(each, platform) ?? []);
  });
}

function parsed(out: string): readonly z.output<typeof failed>[] {
  let data: unknown;
  try {
    data = JSON.parse(out);
  } catch {
    throw new Failure(`checkov printed no JSON:\n${out.slice(0, 500)}`);
  }
  if (nothing.safeParse(data).success) return [];
  const { data: all, error } = reports.safeParse(data);
  if (all === undefined) throw new Failure(`checkov printed what is not known of it: ${z.prettifyError(error)}`);
  const unread = all.flatMap(({ results }) => results.parsing_errors);
  if (unread.length > 0) throw new Failure(`checkov could not read ${unread.join(', ')}`);
  return all.flatMap(({ results }) => results.failed_checks);
}

function finding(check: z.output<typeof failed>, platform: Platform): Finding | undefined {
  const stack = check.file_path.split('/').at(-2) ?? '';
  const id = check.resource.split('.').slice(1).join('.');
  // Some checks name the block `resource` in place of the type; ids are unique in a stack.
  const resource = [...platform.resources, ...platform.dataSources].find(
    (each) => each.stack === stack && each.address.split('.').at(-1) === id,
  );
  const suppressed = resource?.suppressions.find((each) => each.rule === check.check_id)?.reason;
  return {
    scanner: 'checkov',
    rule: check.check_id,
    title: check.check_name,
    stack,
    ...(resource === undefined ? {} : { address: resource.address }),
    path: resource?.path ?? `${stack}/${check.resource}`,
    message: check.check_name,
    source: check.guideline ?? 'https://www.checkov.io/5.Policy%20Index/terraform.html',
    ...(suppressed === undefined ? {} : { suppressed }),
  };
}

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly error: string;
}

function ended(program: string, args: readonly string[]): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    endsWithUs(child);
    let out = '';
    let error = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (error += chunk.toString()));
    child.on('error', (cause) => reject(new Failure(`checkov (${program}) does not start: ${cause.message}`)));
    child.on('close', (code, signal) => resolve({ code, signal, out, error }));
  });
}
