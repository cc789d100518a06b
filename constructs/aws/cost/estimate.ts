/** A month's costs of the synthesized stacks. Loads no framework. */
import type { CostAssumption, CostAssumptions } from '../../../environments/cost';
import type { Platform, SynthesizedResource } from '../../core/policy';
import { freeTypes, type Price, prices, quoteOf } from '../facts/prices';
import { jobPricers } from './jobs';
import type { CostLine, Pricer, Usage } from './line';
import { networkPricers } from './network';
import { storagePricers } from './storage';
import { watchingPricers } from './watching';

export const pricers: Readonly<Record<string, Pricer>> = {
  ...networkPricers,
  ...watchingPricers,
  ...storagePricers,
  ...jobPricers,
};

/** What the sum leaves out, and why. */
export interface Unpriced {
  readonly stack: string;
  readonly type: string;
  readonly resource: string;
  readonly item: string;
  readonly region: string;
  readonly why: string;
}

export interface Estimate {
  readonly currency: 'USD';
  /** The dearest first. */
  readonly lines: readonly CostLine[];
  readonly unpriced: readonly Unpriced[];
  readonly assumed: readonly { readonly name: CostAssumption; readonly value: number }[];
  readonly fixed: number;
  readonly usage: number;
}

export function estimate(platform: Platform, assumptions: CostAssumptions): Estimate {
  const lines: CostLine[] = [];
  const unpriced: Unpriced[] = [];
  for (const resource of platform.resources) {
    const { stack, type, path } = resource;
    const region = regionOf(platform, resource);
    const missing = (item: string, why: string, where = region, of = type): void => {
      unpriced.push({ stack, type: of, resource: path, item, region: where, why });
    };
    const used = pricers[type]?.(resource, { platform, assumptions, region });
    if (used === undefined) {
      if (freeTypes[type] === undefined) missing('all of it', 'the price table knows nothing of the type');
    } else if (typeof used === 'string') missing('all of it', used);
    else {
      for (const usage of used) {
        const line = lineOf(resource, usage, region);
        lines.push(line);
        if (line.usd === undefined) {
          missing(line.item, `no price of '${usage.price}' in ${line.region}`, line.region, line.type);
        }
      }
    }
  }
  const names = [...new Set(lines.flatMap(({ assumed }) => assumed))].sort();
  return {
    currency: 'USD',
    lines: lines.sort(byCost),
    unpriced,
    assumed: names.map((name) => ({ name, value: assumptions[name] })),
    fixed: sum(lines.filter(({ kind }) => kind === 'fixed')),
    usage: sum(lines.filter(({ kind }) => kind === 'usage')),
  };
}

export const sum = (lines: readonly CostLine[]): number => lines.reduce((all, { usd = 0 }) => all + usd, 0);

function lineOf(resource: SynthesizedResource, usage: Usage, home: string): CostLine {
  const { stack, path } = resource;
  const { item, price: name, quantity, assumed = [], used = assumed.length > 0, type = resource.type } = usage;
  const { region = home } = usage;
  const { size, unit }: Price = prices[name];
  const price = quoteOf(name, region);
  return {
    stack,
    type,
    resource: path,
    item,
    region,
    kind: used ? 'usage' : 'fixed',
    quantity: quantity / size,
    unit,
    assumed,
    ...(price === undefined ? {} : { price, usd: (quantity / size) * price.usd }),
  };
}

/** That of the resource's provider: a stack's own, or another one by its alias. */
function regionOf(platform: Platform, { stack, properties }: SynthesizedResource): string {
  const providers = platform.stacks.get(stack)?.provider['aws'] ?? [];
  const alias = typeof properties['provider'] === 'string' ? properties['provider'].split('.')[1] : undefined;
  const provider = providers.find((each) => each['alias'] === alias);
  const region = provider?.['region'];
  return typeof region === 'string' ? region : 'an unknown region';
}

const byCost = (a: CostLine, b: CostLine): number =>
  (b.usd ?? 0) - (a.usd ?? 0) || (`${a.resource} ${a.item}` < `${b.resource} ${b.item}` ? -1 : 1);
