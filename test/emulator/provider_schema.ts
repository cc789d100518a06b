/** What the AWS provider says of its types, as terraform tells it. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { must } from '../setup/process';
import { settingsFile } from './terraform';

/** The version that the constructs are made for. */
export const providerVersion = '5.100.0';

const attribute = z.looseObject({
  sensitive: z.boolean().default(false),
  computed: z.boolean().default(false),
  write_only: z.boolean().default(false),
});

const block = z.looseObject({
  attributes: z.record(z.string(), attribute).default({}),
  get block_types() {
    return z.record(z.string(), z.looseObject({ block })).default({});
  },
});

const schemas = z.record(z.string(), z.object({ block }));
const document = z.object({
  provider_schemas: z.object({
    'registry.terraform.io/hashicorp/aws': z.object({ resource_schemas: schemas, data_source_schemas: schemas }),
  }),
});

export interface ProviderAttribute {
  readonly sensitive: boolean;
  /** The provider fills it in where it is not set. */
  readonly computed: boolean;
  /** It never comes into the state. */
  readonly writeOnly: boolean;
}

/** By type (`data.aws_subnet` is a data source), and by path: `kerberos_attributes.kdc_admin_password`. */
export type ProviderSchema = ReadonlyMap<string, ReadonlyMap<string, ProviderAttribute>>;

export async function providerSchema(): Promise<ProviderSchema> {
  const cwd = mkdtempSync(join(tmpdir(), 'lakewright-schema-'));
  const aws = { source: 'hashicorp/aws', version: providerVersion };
  writeFileSync(join(cwd, 'main.tf.json'), JSON.stringify({ terraform: { required_providers: { aws } } }));
  const env = { TF_CLI_CONFIG_FILE: settingsFile(), CHECKPOINT_DISABLE: '1' };
  await must(['terraform', 'init', '-input=false', '-no-color'], { cwd, env });
  const told = await must(['terraform', 'providers', 'schema', '-json'], { cwd, env });
  const { resource_schemas, data_source_schemas } = document.parse(JSON.parse(told)).provider_schemas[
    'registry.terraform.io/hashicorp/aws'
  ];
  return new Map([
    ...Object.entries(resource_schemas).map(([type, each]) => [type, attributesOf(each.block, '')] as const),
    ...Object.entries(data_source_schemas).map(
      ([type, each]) => [`data.${type}`, attributesOf(each.block, '')] as const,
    ),
  ]);
}

function attributesOf(of: z.output<typeof block>, within: string): ReadonlyMap<string, ProviderAttribute> {
  return new Map([
    ...Object.entries(of.attributes).map(
      ([name, { sensitive, computed, write_only: writeOnly }]) =>
        [`${within}${name}`, { sensitive, computed, writeOnly }] as const,
    ),
    ...Object.entries(of.block_types).flatMap(([name, inner]) => [...attributesOf(inner.block, `${within}${name}.`)]),
  ]);
}
