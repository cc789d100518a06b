/** Where a plan keeps something for fewer days than before: what is older goes, though nothing is deleted by name. */
import { type KeptDays, keptDays } from '../../constructs/aws/facts';
import type { PlannedChange } from './planned';

export interface ShorterRetention {
  readonly holds: string;
  /** `keeps 30 days, kept 365`. */
  readonly because: string;
}

/** In the order of the table. */
export function shorterRetentions({ type, action, before, after }: PlannedChange): readonly ShorterRetention[] {
  if (action !== 'update' && action !== 'replace') return [];
  return keptDays
    .filter((each) => each.type === type)
    .flatMap((kept) => {
      const was = daysAt(before, kept.path.split('.'));
      return [...daysAt(after, kept.path.split('.'))].flatMap(([where, now]) => {
        const days = was.get(where);
        if (days === undefined && kept.newDeletes !== true) return [];
        const because = shorter(kept, days ?? 0, now);
        return because === undefined
          ? []
          : [{ holds: kept.holds, because: `${where === '' ? '' : `in ${where} `}${because}` }];
      });
    });
}

function shorter({ none, path }: KeptDays, was: number, now: number): string | undefined {
  const most = (days: number): number => (none === 'kept for ever' && days === 0 ? Infinity : days);
  if (most(now) >= most(was)) return undefined;
  const what = path.includes('noncurrent') ? 'replaced versions ' : '';
  return `keeps ${what}${now} days, kept ${most(was) === Infinity ? 'for ever' : was}`;
}

/** The days at a path, by the names of the elements that the path goes through; 0 where none are said. */
function daysAt(value: unknown, [step, ...rest]: readonly string[], where = ''): ReadonlyMap<string, number> {
  if (step === undefined) return new Map([[where, typeof value === 'number' ? value : 0]]);
  const { name = '', key } = /^(?<name>\w+)(?:\[(?<key>\w+)\])?$/.exec(step)?.groups ?? {};
  const inner = isObject(value) ? value[name] : undefined;
  if (key === undefined) return daysAt(Array.isArray(inner) ? (inner as unknown[])[0] : inner, rest, where);
  const elements = Array.isArray(inner) ? (inner as unknown[]).filter(isObject) : [];
  return new Map(
    elements
      // A rule of a lifecycle that is switched off does nothing.
      .filter((each) => each['status'] === undefined || each['status'] === 'Enabled')
      .flatMap((each) => [
        ...daysAt(each, rest, [where, `${name} '${String(each[key])}'`].filter((part) => part !== '').join(', ')),
      ]),
  );
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
