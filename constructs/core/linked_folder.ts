import { constants, copyFileSync, linkSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join, posix, resolve } from 'node:path';
import { addCustomSynthesis, Construct, type ISynthesisSession, TerraformStack } from './framework';

/**
 * The files of a folder beside the synthesized stack, like the framework's asset of a directory; but linked instead of
 * copied, which for thousands of small files takes a tenth of the time. Whoever writes the folder anew has to make new
 * files, as `writeBundle` does, or the stack's would change with them.
 */
export class LinkedFolder extends Construct {
  /** From the synthesized stack's folder, with forward slashes. It says nothing of the content. */
  readonly path: string;
  private readonly folder: string;

  /**
   * @param folder from the working directory
   * @param files below it, with forward slashes
   * @param version the last part of the path
   */
  constructor(
    scope: Construct,
    id: string,
    folder: string,
    private readonly files: readonly string[],
    version: string,
  ) {
    super(scope, id);
    this.folder = resolve(folder);
    this.path = posix.join('assets', TerraformStack.of(this).getLogicalId(this.node), version);
    addCustomSynthesis(this, {
      onSynthesize: (session) => {
        this.link(session);
      },
    });
  }

  private link({ manifest }: ISynthesisSession): void {
    const stack = join(manifest.outdir, manifest.forStack(TerraformStack.of(this)).workingDirectory);
    const target = join(stack, this.path);
    rmSync(dirname(target), { recursive: true, force: true });
    const made = new Set<string>();
    for (const file of this.files) {
      const to = join(target, file);
      const parent = dirname(to);
      if (!made.has(parent)) mkdirSync(parent, { recursive: true });
      made.add(parent);
      linkOrCopy(join(this.folder, file), to);
    }
  }
}

/** Another file system, or one that knows no links, takes a copy. */
function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to, constants.COPYFILE_EXCL);
  }
}
