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

/** Without the providers of these addresses; the rest as it is. */
export const withoutProviders = (text: string, addresses: readonly string[]): string =>
  text.replace(/^provider "([^"]+)" \{\n[^}]*^\}\n*/gm, (block, address: string) =>
    addresses.includes(address) ? '' : block,
  );

const heading = '# Written by "lakewright bootstrap" with checksums for ';
const unknown = 'nobody knows which';
const exception = /^# Of (\S+): (.*)\.$/gm;

/** Platforms by provider. */
export type Platforms = ReadonlyMap<string, readonly string[]>;

/**
 * Terraform's text does not say which platform a checksum is of: the first line does, and one for each provider that has others.
 * @param usual those of all providers but `others`
 */
export function withPlatforms(text: string, usual: readonly string[], others: Platforms = new Map()): string {
  const lines = [...others].map(
    ([address, all]) => `# Of ${address}: ${all.length === 0 ? unknown : all.join(', ')}.\n`,
  );
  return `${heading}${usual.join(', ')}.\n${lines.join('')}${withoutPlatforms(text)}`;
}

/** As Terraform wrote it. */
function withoutPlatforms(text: string): string {
  const lines = text.split('\n');
  if (lines[0]?.startsWith(heading) !== true) return text;
  const first = lines.findIndex((line, i) => i > 0 && line.match(exception) === null);
  return lines.slice(first).join('\n');
}

/** The platforms that the first line names; none where somebody else wrote it. */
export function platformsIn(text: string): readonly string[] {
  const [first = ''] = text.split('\n', 1);
  return first.startsWith(heading) ? first.slice(heading.length).replace(/\.$/, '').split(', ') : [];
}

/** The platforms of which this provider has checksums, as the file says. */
export function platformsOf(text: string, provider: string): readonly string[] {
  const found = [...text.matchAll(exception)].find(([, address]) => address === provider)?.[2];
  if (found === undefined) return platformsIn(text);
  return found === unknown ? [] : found.split(', ');
}

/**
 * What the heading of a new text says: providers that were asked for have those platforms too, the others what they had.
 * @param from what of the old file it was made from, with its heading
 */
export function platformsAfter(
  text: string,
  from: string | undefined,
  required: Required,
  platforms: readonly string[],
): { readonly usual: readonly string[]; readonly others: Platforms } {
  const had = new Set(lockedProviders(from ?? '').map(({ address }) => address));
  const all = lockedProviders(text).map(({ address }): readonly [string, readonly string[]] => {
    const before = from !== undefined && had.has(address) ? platformsOf(from, address) : [];
    return [address, [...new Set([...before, ...(required.has(address) ? platforms : [])])].sort()];
  });
  const asked = all.filter(([address]) => required.has(address)).map(([, each]) => each);
  const usual = (asked[0] ?? platforms).filter((platform) => asked.every((each) => each.includes(platform)));
  return { usual, others: new Map(all.filter(([, each]) => each.join() !== usual.join())) };
}

/** Whether nothing is missing from it, so that nothing has to be downloaded to know. */
export function covers(text: string, required: Required, platforms: readonly string[]): boolean {
  const locked = lockedProviders(text);
  return [...required].every(
    ([address, constraints]) =>
      platforms.every((platform) => platformsOf(text, address).includes(platform)) &&
      locked.some((each) => each.address === address && each.constraints === constraints),
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
