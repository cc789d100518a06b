/** The synthesized stacks of an environment, as rules look at them. Loads no framework. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

/** A rule that a resource is excused from, in code, and why. */
export interface Suppression {
  readonly rule: string;
  readonly reason: string;
}

export interface SynthesizedResource {
  readonly stack: string;
  readonly type: string;
  /** As Terraform names it: `aws_s3_bucket.lake_landing_1A2B`. */
  readonly address: string;
  /** Of its construct: `acme-dev-storage/lake/landing/bucket`. */
  readonly path: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly suppressions: readonly Suppression[];
}

const comment = z.looseObject({
  metadata: z.looseObject({ path: z.string() }).exactOptional(),
  suppressions: z.array(z.object({ rule: z.string(), reason: z.string() })).default([]),
});
const blocks = z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown())));
const stackDocument = z.looseObject({
  resource: blocks.default({}),
  data: blocks.default({}),
  provider: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))).default({}),
  terraform: z.looseObject({
    backend: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
    required_version: z.string().exactOptional(),
  }),
});
export type StackDocument = z.output<typeof stackDocument>;

export class Platform {
  /** In the order of their stacks and ids. */
  readonly resources: readonly SynthesizedResource[];
  /** What is only read: their addresses begin with `data.`. */
  readonly dataSources: readonly SynthesizedResource[];

  constructor(readonly stacks: ReadonlyMap<string, StackDocument>) {
    this.resources = [...stacks].flatMap(([stack, { resource }]) => inBlocks(stack, resource, ''));
    this.dataSources = [...stacks].flatMap(([stack, { data }]) => inBlocks(stack, data, 'data.'));
  }

  /** @param folder of `cdktf synth`: it holds `stacks/<name>/cdk.tf.json` */
  static read(folder: string): Platform {
    const names = readdirSync(join(folder, 'stacks')).sort();
    const files = names.map((name) => [name, join(folder, 'stacks', name, 'cdk.tf.json')] as const);
    return new Platform(
      new Map(
        files
          .filter(([, file]) => existsSync(file))
          .map(([name, file]) => [name, stackDocument.parse(JSON.parse(readFileSync(file, 'utf8')))]),
      ),
    );
  }

  /** One stack, as Terraform gets it. */
  static of(name: string, json: unknown): Platform {
    return new Platform(new Map([[name, stackDocument.parse(json)]]));
  }

  /** The resources of a type. */
  of(type: string): readonly SynthesizedResource[] {
    return this.resources.filter((resource) => resource.type === type);
  }

  /** What `${aws_kms_key.x.arn}` in a property of `from` speaks of; undefined when it is no such reference. */
  referred(from: SynthesizedResource, value: unknown): SynthesizedResource | undefined {
    const address = /^\$\{(\w+\.[\w-]+)\.\w+\}$/.exec(String(value))?.[1];
    return this.resources.find((each) => each.stack === from.stack && each.address === address);
  }
}

const inBlocks = (stack: string, all: StackDocument['resource'], prefix: string): readonly SynthesizedResource[] =>
  Object.entries(all).flatMap(([type, byId]) =>
    Object.entries(byId).map(([id, { '//': said, ...properties }]) => {
      const { metadata, suppressions } = comment.parse(said ?? {});
      const address = `${prefix}${type}.${id}`;
      return { stack, type, address, path: metadata?.path ?? `${stack}/${id}`, properties, suppressions };
    }),
  );
