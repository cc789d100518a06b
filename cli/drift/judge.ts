/**
 * Whose change it is, attribute by attribute. A plan says three things of an attribute: what the last deploy left (the
 * state), what is there (read for the plan), and what the code wants.
 */
import { mirroredAttributes, ownedAttributes } from '../../constructs/aws/facts/drift';
import type { PlanJson, ResourceChange } from '../deploy/planned';
import { differences, isSame, isSensitive, type Path, pathText, valueAt } from './difference';

export type Cause = 'ours' | 'theirs' | 'unknown';

export interface Drift {
  readonly address: string;
  /** Absent when it is about the whole resource. */
  readonly attribute?: string;
  readonly cause: Cause;
  readonly because: string;
  /** Where it is about an attribute: a short value, no secret. */
  readonly deployed?: string;
  readonly found?: string;
  readonly wanted?: string;
  /** Whether the next deploy takes it back. */
  readonly undone: boolean;
}

/** @param ignored what the code leaves to others, by `type.name`: attributes as `ignore_changes` writes them, or `all` */
export function judgeDrift(plan: PlanJson, ignored: Ignored = () => []): readonly Drift[] {
  const drifted = byAddress(plan.resource_drift);
  const planned = byAddress(plan.resource_changes);
  return [...new Set([...drifted.keys(), ...planned.keys()])].sort().flatMap((address) => {
    const drift = drifted.get(address);
    const change = planned.get(address);
    if (drift?.change.actions.includes('delete') === true) return [gone(address, change)];
    const whole = change === undefined ? undefined : wholeChange(change);
    if (whole !== undefined) return [whole];
    return withoutRepeatedTags([
      ...(drift === undefined ? [] : driftedAttributes(drift, change, plan, ignored)),
      ...(change === undefined ? [] : pendingAttributes(change, drift)),
    ]);
  });
}

export type Ignored = (type: string, name: string) => readonly string[] | 'all';

const byAddress = (changes: readonly ResourceChange[]): ReadonlyMap<string, ResourceChange> =>
  new Map(changes.filter(({ mode }) => mode === 'managed').map((each) => [each.address, each]));

function gone(address: string, change: ResourceChange | undefined): Drift {
  const wanted = change?.change.actions.includes('create') === true;
  return wanted
    ? { address, cause: 'unknown', because: 'somebody deleted it', undone: true }
    : { address, cause: 'ours', because: 'it is gone, and the code has it no more', undone: false };
}

function wholeChange({ address, previous_address, change: { actions } }: ResourceChange): Drift | undefined {
  const ours = (because: string): Drift => ({ address, cause: 'ours', because, undone: true });
  const does = (action: string): boolean => actions.includes(action);
  if (does('create') && !does('delete')) return ours('the code has it, and it was not deployed');
  if (does('forget') || (does('delete') && !does('create'))) return ours('the code has it no more');
  return does('no-op') && previous_address !== undefined && previous_address !== address
    ? ours(`the code has moved it from ${previous_address}`)
    : undefined;
}

function driftedAttributes(
  { address, type, name, change }: ResourceChange,
  planned: ResourceChange | undefined,
  plan: PlanJson,
  ignored: Ignored,
): readonly Drift[] {
  const configured = plan.configuration.root_module.resources.find((each) => each.address === `${type}.${name}`);
  return differences(change.before, change.after).flatMap((path): readonly Drift[] => {
    const [attribute = ''] = path;
    const found = valueAt(change.after, path);
    if (isMirrored(type, String(attribute), change.after, plan)) return [];
    const wanted = planned === undefined ? found : valueAt(planned.change.after, path);
    const undone = !isSame(found, wanted);
    const values = {
      deployed: shown(change.before, change.before_sensitive, path),
      found: shown(change.after, change.after_sensitive, path),
      ...(undone && planned !== undefined
        ? { wanted: shown(planned.change.after, planned.change.after_sensitive, path) }
        : {}),
    };
    const entry = { address, attribute: pathText(path), undone, ...values };
    const owner = ownedAttributes.find((each) => each.type === type && covers(each.attribute, path));
    if (owner !== undefined) return [{ ...entry, cause: 'theirs', because: owner.because }];
    const left = ignored(type, name);
    if (left === 'all' || left.some((each) => covers(each, path)))
      return [{ ...entry, cause: 'theirs', because: 'the code leaves it to others (ignoreChanges)' }];
    if (!undone && configured !== undefined && Object.hasOwn(configured.expressions, attribute))
      return [{ ...entry, cause: 'ours', because: 'it was changed, and the code says the same by now' }];
    return [{ ...entry, cause: 'unknown', because: 'somebody changed it' }];
  });
}

/** What the code wants otherwise than it is, and nobody else has touched. */
function pendingAttributes(planned: ResourceChange, drift: ResourceChange | undefined): readonly Drift[] {
  const { address, change } = planned;
  if (!change.actions.some((action) => action === 'update' || action === 'delete')) return [];
  const touched = drift === undefined ? [] : differences(drift.change.before, drift.change.after).map(pathText);
  const unknown = typeof change.after_unknown === 'boolean' ? {} : change.after_unknown;
  const all = differences(change.before, change.after).filter(([first = '']) => unknown[first] !== true);
  const paths = all.length > 0 ? all : Object.keys(unknown).map((key): Path => [key]);
  return paths
    .filter((path) => !touched.includes(pathText(path)))
    .map((path): Drift => ({
      ...{ address, attribute: pathText(path), cause: 'ours', because: 'the code has changed, and was not deployed' },
      found: shown(change.before, change.before_sensitive, path),
      wanted: all.length > 0 ? shown(change.after, change.after_sensitive, path) : 'known when it is deployed',
      undone: true,
    }));
}

/** Whether it only repeats resources of their own; where each makes one entry, no more entries than resources. */
function isMirrored(type: string, attribute: string, now: Readonly<Record<string, unknown>>, plan: PlanJson): boolean {
  const mirror = mirroredAttributes.find((each) => each.type === type && each.attribute === attribute);
  if (mirror === undefined) return false;
  const siblings = plan.resource_changes.filter(
    (each) => mirror.by.includes(each.type) && each.change.before[mirror.reference] === now[mirror.key],
  );
  const entries = now[attribute];
  return (
    siblings.length > 0 && (mirror.counted !== true || !Array.isArray(entries) || entries.length <= siblings.length)
  );
}

/** `core_instance_group[0].instance_count` covers its own path and all below. */
function covers(attribute: string, path: Path): boolean {
  const words = attribute.replaceAll(/\[\d+\]/g, '').split('.');
  const names = path.filter((key) => typeof key === 'string');
  return words.every((word, i) => names[i] === word);
}

/** The provider repeats tags, with those of its own, in `tags_all`. */
const withoutRepeatedTags = (all: readonly Drift[]): readonly Drift[] =>
  all.filter(
    ({ attribute }) =>
      attribute?.startsWith('tags_all') !== true ||
      !all.some((other) => other.attribute === attribute.replace(/^tags_all/, 'tags')),
  );

const most = 60;

function shown(value: unknown, marks: unknown, path: Path): string {
  if (isSensitive(marks, path)) return '(sensitive)';
  const found = valueAt(value, path);
  const text =
    found === undefined || found === null || found === ''
      ? 'none'
      : typeof found === 'string'
        ? found
        : JSON.stringify(found);
  return text.length > most ? `${text.slice(0, most)}...` : text;
}
