/**
 * Terraform's dependency lock file of a project: which version of each provider, with checksums for several platforms.
 * cdktf's folders are ignored, so it is beside lakewright.json, where it is committed, and each stack gets a copy.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

/** https://developer.hashicorp.com/terraform/language/files/dependency-lock#lock-file-location */
export const lockFile = '.terraform.lock.hcl';

/** What stacks ask for: constraints of the version by the full address, `registry.terraform.io/hashicorp/aws`. */
export type Required = ReadonlyMap<string, string>;

const stackSchema = z.object({
  terraform: z
    .object({
      required_providers: z
        .record(z.string(), z.object({ source: z.string(), version: z.string().default('') }))
        .default({}),
    })
    .default({ required_providers: {} }),
});

/** @param folders of synthesized stacks */
export function requiredProviders(folders: readonly string[]): Required {
  const found = new Map<string, Set<string>>();
  for (const folder of folders) {
    const { terraform } = stackSchema.parse(JSON.parse(readFileSync(join(folder, 'cdk.tf.json'), 'utf8')));
    for (const { source, version } of Object.values(terraform.required_providers)) {
      const address = addressOf(source);
      const versions = found.get(address) ?? new Set();
      found.set(address, version === '' ? versions : versions.add(version));
    }
  }
  return new Map(
    [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([address, all]) => [address, [...all].join(', ')]),
  );
}

/** https://developer.hashicorp.com/terraform/language/providers/requirements#source-addresses */
function addressOf(source: string): string {
  const parts = source.split('/');
  return ['registry.terraform.io', 'hashicorp']
    .slice(0, Math.max(0, 3 - parts.length))
    .concat(parts)
    .join('/');
}

export interface Locked {
  readonly address: string;
  readonly version: string;
  /** As the stacks asked for it. */
  readonly constraints: string;
}

/** The providers of a lock file's text. */
export function lockedProviders(text: string): readonly Locked[] {
  return [...text.matchAll(/^provider "([^"]+)" \{\n([^}]*)^\}/gm)].map(([, address = '', body = '']) => {
    const field = (name: string): string => new RegExp(`^\\s*${name}\\s*= "([^"]*)"$`, 'm').exec(body)?.[1] ?? '';
    return { address, version: field('version'), constraints: field('constraints') };
  });
}

const heading = '# Written by "lakewright bootstrap" with checksums for ';

/** Terraform's text does not say which platform a checksum is of: the first line does. */
export const withPlatforms = (text: string, platforms: readonly string[]): string =>
  `${heading}${platforms.join(', ')}.\n${text}`;

/** The platforms that the first line names; none where somebody else wrote it. */
export function platformsIn(text: string): readonly string[] {
  const [first = ''] = text.split('\n', 1);
  return first.startsWith(heading) ? first.slice(heading.length).replace(/\.$/, '').split(', ') : [];
}

/** Whether nothing is missing from it, so that nothing has to be downloaded to know. */
export function covers(text: string, required: Required, platforms: readonly string[]): boolean {
  const there = platformsIn(text);
  const locked = lockedProviders(text);
  return (
    platforms.every((platform) => there.includes(platform)) &&
    [...required].every(([address, constraints]) =>
      locked.some((each) => each.address === address && each.constraints === constraints),
    )
  );
}

/** The project's lock file, or undefined where it has none. */
export function readLock(project: string): string | undefined {
  const file = join(project, lockFile);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** Gives each stack the project's lock file, in place of what an earlier run left; nothing where the project has none. */
export function placeLock(project: string, folders: readonly string[]): void {
  const text = readLock(project);
  if (text === undefined) return;
  for (const folder of folders) writeFileSync(join(folder, lockFile), text);
}
