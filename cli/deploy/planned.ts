/** What a plan would do, from its JSON: https://developer.hashicorp.com/terraform/internals/json-format#plan-representation */
import * as z from 'zod';
import { Failure } from '../usage';

export const actions = ['create', 'update', 'replace', 'delete', 'forget', 'move'] as const;
export type Action = (typeof actions)[number];

export interface PlannedChange {
  readonly address: string;
  readonly type: string;
  readonly action: Action;
  /** Top-level attributes whose values change; no values. */
  readonly attributes: readonly string[];
  /** Attributes that cannot change in place. */
  readonly replacedBy: readonly string[];
  /** Values of attributes before and after, for rules; never shown. */
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
}

const values = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((given) => given ?? {});

export const changeSchema = z.object({
  address: z.string(),
  previous_address: z.string().optional(),
  mode: z.string().default('managed'),
  type: z.string(),
  name: z.string().default(''),
  change: z.object({
    actions: z.array(z.string()),
    before: values,
    after: values,
    after_unknown: z.union([z.boolean(), values]).default({}),
    before_sensitive: z.union([z.boolean(), values]).default({}),
    after_sensitive: z.union([z.boolean(), values]).default({}),
    replace_paths: z.array(z.array(z.union([z.string(), z.number()]))).default([]),
  }),
});
export type ResourceChange = z.output<typeof changeSchema>;

const planSchema = z.object({
  applyable: z.boolean().optional(),
  resource_changes: z.array(changeSchema).default([]),
  resource_drift: z.array(changeSchema).default([]),
  configuration: z
    .object({
      root_module: z
        .object({
          resources: z
            .array(z.object({ address: z.string(), expressions: z.record(z.string(), z.unknown()).default({}) }))
            .default([]),
        })
        .default({ resources: [] }),
    })
    .default({ root_module: { resources: [] } }),
});
export type PlanJson = z.output<typeof planSchema>;

/** @throws what is wrong with what `terraform show -json` printed, to follow its name */
export function readPlan(json: string): PlanJson {
  if (json.trim() === '') throw new Failure('printed nothing');
  let data: unknown;
  try {
    data = JSON.parse(json);
  } catch {
    throw new Failure(`printed no JSON, which begins with '${json.trim().slice(0, 60)}'`);
  }
  const { data: plan, error } = planSchema.safeParse(data);
  if (plan !== undefined) return plan;
  const [first] = error.issues;
  throw new Failure(`printed no plan: at '${first?.path.join('.') ?? ''}': ${first?.message ?? ''}`);
}

/** What would be done, in the order of the plan; reads and what stays as it is left out. */
export function plannedChanges({ resource_changes }: PlanJson): readonly PlannedChange[] {
  return resource_changes.flatMap((each) => {
    const action = actionOf(each);
    if (each.mode !== 'managed' || action === undefined) return [];
    const { before, after, after_unknown, replace_paths } = each.change;
    return [
      {
        address: each.address,
        type: each.type,
        action,
        attributes: action === 'update' || action === 'replace' ? changed(before, after, after_unknown) : [],
        replacedBy: [...new Set(replace_paths.map(([first]) => String(first)))].sort(),
        before,
        after,
      },
    ];
  });
}

/** Whether an apply has anything to do: moves and outputs are no actions on resources. */
export const isApplyable = (plan: PlanJson): boolean => plan.applyable ?? plannedChanges(plan).length > 0;

function actionOf({ address, previous_address, change }: ResourceChange): Action | undefined {
  const does = (action: string): boolean => change.actions.includes(action);
  if (does('delete')) return does('create') ? 'replace' : 'delete';
  // Terraform makes another and leaves the old one alone: to the state that is a loss.
  if (does('forget')) return 'forget';
  if (does('create')) return 'create';
  if (does('update')) return 'update';
  return previous_address !== undefined && previous_address !== address ? 'move' : undefined;
}

function changed(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
  unknown: boolean | Readonly<Record<string, unknown>>,
): readonly string[] {
  const open = typeof unknown === 'boolean' ? [] : Object.keys(unknown).filter((key) => unknown[key] === true);
  const known = Object.keys({ ...before, ...after }).filter(
    (key) => JSON.stringify(before[key] ?? null) !== JSON.stringify(after[key] ?? null),
  );
  return [...new Set([...known, ...open])].sort();
}
