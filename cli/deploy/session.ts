/** What deploy and drift have in common: an environment's stacks, a terraform that may be used, and what is cleared away after. */
import { join } from 'node:path';
import type { Environment } from '../../environments';
import { printDiagnostics, shownDiagnostic } from '../diagnostics';
import { environmentOf } from '../environment';
import { makeFolder } from '../folder';
import { placeLock } from '../lock/lock_file';
import { note, printJson } from '../output';
import { readProject } from '../project';
import { temporaryFolder } from '../temporary';
import { type AppStack, checkOwner, leftOutText, selectStacks, stacksOf } from './app';
import { Interrupt } from './interrupt';
import { preflight } from './preflight';
import { Terraform } from './terraform';

export interface SessionOptions {
  readonly project: string;
  readonly env: string;
  readonly json: boolean;
  /** A folder that `cdktf synth` wrote; synthesized here unless given. */
  readonly app?: string;
  readonly stacks: readonly string[];
  /** Of these stacks, or of all, not the ones named here. */
  readonly except: readonly string[];
}

export interface Session {
  readonly environment: Environment;
  readonly stacks: readonly AppStack[];
  readonly terraform: Terraform;
  readonly interrupt: Interrupt;
}

/** Calls `work`; or shows what is wrong with the project and sets the exit code. */
export async function inSession(options: SessionOptions, work: (session: Session) => Promise<void>): Promise<void> {
  const project = readProject(options.project);
  const environment = environmentOf(project, options.env, options.json);
  if (environment === undefined) return;
  const kept = join(project.folder, project.workspace, 'deploy');
  const app = options.app ?? synthesized(options, project.folder, join(kept, environment.name));
  if (app === undefined) return;
  const all = stacksOf(app);
  checkOwner(all, environment);
  const stacks = selectStacks(all, options.stacks, environment, options.except);
  if (!options.json) for (const told of leftOutText(all, stacks, options.except)) note(told);
  // What is synthesized here has it already.
  if (options.app !== undefined) {
    placeLock(
      project.folder,
      stacks.map(({ folder }) => folder),
    );
  }
  const interrupt = new Interrupt();
  // A plan holds secrets of the state in clear: only its owner reads it, and it goes.
  const files = temporaryFolder('plans');
  try {
    const terraform = await Terraform.find(environment.name, files.path, interrupt, join(kept, 'providers'));
    await interrupt.unlessStopped(preflight(environment, interrupt.signal));
    await work({ environment, stacks, terraform, interrupt });
  } finally {
    files.remove();
    interrupt.end();
  }
}

function synthesized({ env, json }: SessionOptions, project: string, outdir: string): string | undefined {
  const { synth } = require('../../main') as typeof import('../../main');
  makeFolder(outdir, 'the workspace');
  const diagnostics = synth({ environment: env, project, outdir });
  if (!diagnostics.some((each) => each.severity === 'error')) return outdir;
  if (json) printJson({ ok: false, diagnostics: diagnostics.map(shownDiagnostic) });
  else printDiagnostics(diagnostics);
  process.exitCode = 1;
  return undefined;
}
