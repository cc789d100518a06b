import { constants, copyFileSync, linkSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join, posix, resolve } from 'node:path';
import { addCustomSynthesis, Construct, type ISynthesisSession, TerraformStack } from './framework';

export interface FolderAssetProps {
  /** From the working directory. */
  readonly folder: string;
  /** Below it, with forward slashes. */
  readonly files: readonly string[];
  /** The last part of the path. */
  readonly version: string;
  /**
   * Links instead of copies, which for thousands of small files takes a tenth of the time. Whoever writes the folder anew
   * has to make new files, as `writeBundle` does, or the stack's would change with them.
   */
  readonly linked: boolean;
}

/** Files of a folder beside the synthesized stack, as the framework's asset of a directory has all of them. */
export class FolderAsset extends Construct {
  /** From the synthesized stack's folder, with forward slashes. It says nothing of the content. */
  readonly path: string;

  constructor(scope: Construct, id: string, props: FolderAssetProps) {
    super(scope, id);
    const folder = resolve(props.folder);
    this.path = posix.join('assets', TerraformStack.of(this).getLogicalId(this.node), props.version);
    addCustomSynthesis(this, {
      onSynthesize: (session) => {
        this.place(session, folder, props);
      },
    });
  }

  private place({ manifest }: ISynthesisSession, folder: string, { files, linked }: FolderAssetProps): void {
    const stack = join(manifest.outdir, manifest.forStack(TerraformStack.of(this)).workingDirectory);
    const target = join(stack, this.path);
    rmSync(dirname(target), { recursive: true, force: true });
    const made = new Set<string>();
    for (const file of files) {
      const [from, to] = [join(folder, file), join(target, file)];
      const parent = dirname(to);
      if (!made.has(parent)) mkdirSync(parent, { recursive: true });
      made.add(parent);
      if (!linked || !link(from, to)) copyFileSync(from, to, constants.COPYFILE_EXCL);
    }
  }
}

/** @returns false on another file system, or one that knows no links */
function link(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch {
    return false;
  }
}
