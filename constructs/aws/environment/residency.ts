/** Which regions a stack names, held against those where the environment's data may be. */
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import type { Environment } from '../../../environments';
import type { IConstruct } from '../../core';
import { Platform } from '../../core/policy';
import { globalRegion, isGlobalResource, isGlobalService } from '../facts';

const guide = 'docs/environments.md#where-data-may-be';

/** What replicates to a bucket, whose ARN names no region. */
interface Replicating {
  readonly destinationRegion: string;
}
const isReplicating = (node: IConstruct): node is IConstruct & Replicating =>
  'destinationRegion' in node && typeof node.destinationRegion === 'string';

/**
 * @param json of the stack, as Terraform gets it
 * @throws naming each construct, property and region that is outside of `allowedRegions`, all at once
 */
export function checkResidency(stack: IConstruct, environment: Environment, json: unknown): void {
  const { allowedRegions: allowed } = environment;
  if (allowed === undefined) return;
  const platform = Platform.of(stack.node.id, json);
  const outside = (region: string): boolean => !allowed.includes(region);
  const nodes = stack.node.findAll();
  const copies = nodes
    .filter(isReplicating)
    .map((node) => ({ path: node.node.path, property: 'destinationRegion', region: node.destinationRegion }))
    .filter((copy) => outside(copy.region))
    .map((copy) => ({ ...copy, found: shownRegion(copy.region) }));
  const found = [...providers(platform, stack, outside), ...copies, ...properties(platform, outside)];
  if (found.length === 0) return;
  const expected = `expected ${allowed.join(' or ')}, the allowedRegions of environments/${environment.name}.yaml (${guide})`;
  throw new Error(found.map((each) => `${each.path}: ${each.property}: found ${each.found}; ${expected}`).join('\n'));
}

interface Found {
  readonly path: string;
  readonly property: string;
  readonly found: string;
}

function shownRegion(region: unknown): string {
  if (typeof region !== 'string') return 'none, so that it is told at the deployment';
  return region.includes('${') ? 'what is known at the deployment only' : JSON.stringify(region);
}

/** Everything is made where its provider is, so each has to say it, and say what is known here. */
function providers(platform: Platform, stack: IConstruct, outside: (region: string) => boolean): readonly Found[] {
  const made = stack.node.findAll().filter((node) => node instanceof AwsProvider);
  const given = [...platform.stacks.values()].flatMap(({ provider }) => provider['aws'] ?? []);
  return given
    .filter(({ region, alias }) => {
      if (typeof region !== 'string' || outside(region)) return region !== globalRegion || !isGlobal(platform, alias);
      return false;
    })
    .map(({ region, alias }) => ({
      path: made.find((each) => each.alias === alias)?.node.path ?? `${stack.node.path}/aws`,
      property: 'region',
      found: shownRegion(region),
    }));
}

/** Whether all that a provider makes has to be in the one region of its service. */
function isGlobal(platform: Platform, alias: unknown): boolean {
  const name = typeof alias === 'string' ? `aws.${alias}` : undefined;
  const of = platform.resources.filter(({ properties: { provider } }) => provider === name);
  return of.length > 0 && of.every((each) => isGlobalResource(each.type));
}

const properties = (platform: Platform, outside: (region: string) => boolean): readonly Found[] =>
  platform.resources.flatMap(({ path, properties: all }) =>
    Object.entries(all).flatMap(([property, value]) =>
      [...new Set(named(property, value).flatMap(({ region, text }) => (outside(region) ? [text] : [])))].map(
        (text) => ({
          path,
          property,
          found: JSON.stringify(text),
        }),
      ),
    ),
  );

interface Named {
  readonly region: string;
  readonly text: string;
}

const region = '[a-z]{2,3}(?:-[a-z]+)+-\\d';
const isRegion = new RegExp(`^${region}$`);
/** The region is the fourth part: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
const arns = new RegExp(`arn:[^:"\\s]+:([\\w-]*):(${region}):[^"\\s,]*`, 'g');
/** What tells of a resource, and what people read, moves nothing. */
const told = new Set(['tags', 'tags_all', 'description', '//']);

/** Each region that a value names: by a key that says so, or in an ARN, also one within a text of JSON. */
function named(key: string, value: unknown): readonly Named[] {
  if (told.has(key)) return [];
  if (typeof value === 'string') {
    if (/(^|_)regions?(_name)?$/i.test(key) && isRegion.test(value)) return [{ region: value, text: value }];
    return [...value.matchAll(arns)].flatMap(([text, service = '', of = '']) =>
      of === globalRegion && isGlobalService(service) ? [] : [{ region: of, text }],
    );
  }
  if (Array.isArray(value)) return value.flatMap((each: unknown) => named(key, each));
  return value !== null && typeof value === 'object'
    ? Object.entries(value).flatMap(([inner, each]) => named(inner, each))
    : [];
}
