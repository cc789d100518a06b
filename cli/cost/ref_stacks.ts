/** The stacks of another commit, synthesized from a worktree of it that is gone afterwards, however this ends. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { nearest } from '../../pipelines/plan';
import type { Project } from '../project';
import { endsWithUs, inTemporaryFolder } from '../temporary';
import { Failure, WrongUsage } from '../usage';

interface Checkout {
  /** The root of the repository. */
  readonly root: string;
  /** The project's folder, from there. */
  readonly inside: string;
  readonly commit: string;
}

/** @param outdir where the stacks go */
export async function refStacks(project: Project, ref: string, environment: string, outdir: string): Promise<void> {
  const checkout = checkoutOf(project, ref);
  const remove = (place: string): void => removeWorktree(join(place, 'tree'));
  await inTemporaryFolder(
    'ref',
    async (place) => {
      const worktree = join(place, 'tree');
      const added = git(checkout.root, ['worktree', 'add', '--detach', '--quiet', worktree, checkout.commit]);
      if (added.status !== 0) throw new Failure(`--against ${ref}: git could not check it out: ${added.stderr.trim()}`);
      const folder = join(worktree, checkout.inside);
      checkProject(folder, project, ref, environment);
      linkPackages(checkout, worktree);
      await synthesize(folder, ref, environment, outdir);
    },
    remove,
  );
}

/** Of whatever repository it is; twice forced, because git locks a worktree while it makes it. */
function removeWorktree(worktree: string): void {
  if (existsSync(join(worktree, '.git'))) git(worktree, ['worktree', 'remove', '--force', '--force', worktree]);
}

function checkoutOf(project: Project, ref: string): Checkout {
  const top = git(project.folder, ['rev-parse', '--show-toplevel']);
  if (top.status !== 0) throw new WrongUsage(`--against ${ref}: '${project.folder}' is in no git repository`);
  const inside = git(project.folder, ['rev-parse', '--show-prefix']).stdout.trim();
  const found = git(project.folder, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
  const root = top.stdout.trim();
  if (found.status === 0) return { root, inside, commit: found.stdout.trim() };
  const known = git(root, ['for-each-ref', '--format=%(refname:short)', 'refs/heads', 'refs/tags', 'refs/remotes']);
  const near = nearest(
    ref,
    known.stdout.split('\n').filter((name) => name !== ''),
  );
  throw new WrongUsage(
    `--against: there is no commit '${ref}'`,
    near === undefined ? 'name a branch, a tag or a commit' : `did you mean '${near}'?`,
  );
}

function checkProject(folder: string, project: Project, ref: string, environment: string): void {
  if (!existsSync(join(folder, 'lakewright.json'))) {
    throw new WrongUsage(`--against ${ref}: there is no lakewright.json in the project's folder at that commit`);
  }
  const file = join(project.environments, `${environment}.yaml`);
  if (!existsSync(join(folder, file))) {
    throw new WrongUsage(`--against ${ref}: there is no environment '${environment}' (${file}) at that commit`);
  }
}

/** Packages are not part of a commit: those of this checkout serve. */
function linkPackages({ root, inside }: Checkout, worktree: string): void {
  for (let at = join(root, inside); ; at = dirname(at)) {
    const [packages, link] = [join(at, 'node_modules'), join(worktree, at.slice(root.length), 'node_modules')];
    if (existsSync(packages) && !existsSync(link)) symlinkSync(packages, link, 'dir');
    if (at === root || at === dirname(at)) return;
  }
}

/** As `cdktf synth` does where the commit says how, else with this version. */
async function synthesize(folder: string, ref: string, environment: string, outdir: string): Promise<void> {
  const app = appOf(folder);
  const env = { ...process.env, LAKEWRIGHT_ENV: environment, CDKTF_OUTDIR: outdir, NO_COLOR: '1' };
  const options = { cwd: folder, env, detached: true };
  const child =
    app === undefined
      ? spawn(process.execPath, [...process.execArgv, mainFile()], options)
      : spawn(app, { ...options, shell: true });
  endsWithUs(child);
  const said: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('close', resolve),
  );
  if (code === 0 && existsSync(join(outdir, 'stacks'))) return;
  throw new Failure(`--against ${ref}: its stacks cannot be synthesized:\n${said.join('').trim().slice(-4000)}`);
}

const cdktfFile = z.looseObject({ app: z.string().min(1).optional() });

function appOf(folder: string): string | undefined {
  const file = join(folder, 'cdktf.json');
  return existsSync(file) ? cdktfFile.parse(JSON.parse(readFileSync(file, 'utf8'))).app : undefined;
}

const mainFile = (): string => require.resolve('../../main');

function git(cwd: string, args: readonly string[]) {
  const { status, stdout, stderr, error } = spawnSync('git', args, { cwd, encoding: 'utf8' });
  if (error !== undefined) throw new WrongUsage('--against: git is not on the PATH');
  return { status, stdout, stderr };
}
