/** SELECT: star expansion, aliases, grouping. */
import { bind, bindBoolean } from './expression';
import { bindGenerator, type Generated } from './generator';
import { groupExpressions, checkGrouping } from './grouping';
import { besides, scopeOf, type Scope } from './scope';
import { bindRelation, distinctAliases, type MakeBinding } from './relation';
import { errorAt } from '../issue';
import { didYouMean } from '../../plan';
import { isAggregate, isGenerator, some } from './tree';
import type { Binding, Checker, Surroundings } from './checker';
import type { BoundColumn, BoundExpression, BoundFrom, BoundSelect } from '../bound';
import type { Expression, Select, SelectItem, StarExpression } from '../syntax';

export interface CheckedSelect {
  readonly select: BoundSelect;
  /** For ORDER BY: binds an expression over what the SELECT reads or gives. */
  readonly order: (e: Expression) => BoundExpression;
}

export function bindSelect(
  checker: Checker,
  s: Select,
  around: Surroundings,
  bindQuery: Binding['bindQuery'],
): CheckedSelect {
  const make =
    (aliases: Binding['aliases'], first: boolean): MakeBinding =>
    (scope, clause) => ({
      checker,
      scope,
      common: around.common,
      outer: around.outer,
      variables: [],
      aliases,
      aliasesFirst: first,
      orderless: false,
      aliasesBarred: undefined,
      clause,
      bindQuery,
    });
  const none = make(new Map(), false);
  let { from, scope } = bindFrom(checker, s, around, none, bindQuery);
  const where = s.where === undefined ? undefined : bindBoolean(s.where, none(scope, 'where'), "'where'");
  const items = bindItems(s, scope, none(scope, 'select'), checker);
  const generated = items.generated;
  if (generated !== undefined) {
    from = [...from, generated.from];
    scope = besides(scope, scopeOf(generated.from.relation, undefined), undefined);
  }
  const { columns, aliases } = items;
  const group =
    s.group === undefined ? undefined : groupExpressions(s.group, columns, make(aliases, false)(scope, 'group by'));
  const having =
    s.having === undefined ? undefined : bindBoolean(s.having, make(aliases, false)(scope, 'having'), "'having'");
  const qualify =
    s.qualify === undefined ? undefined : bindBoolean(s.qualify, make(aliases, false)(scope, 'qualify'), "'qualify'");
  if (s.qualify !== undefined)
    checker.notes.outputs.set(
      s,
      columns.map((c) => c.name),
    );
  const grouped = group !== undefined || having !== undefined || columns.some((c) => some(c.expression, isAggregate));
  const local = new Set(scope.relations);
  const check = (e: BoundExpression, what: string, at: Expression | Select): void => {
    if (grouped) checkGrouping(e, group ?? [], local, what, at, checker);
  };
  if (grouped) {
    columns.forEach((c, i) => check(c.expression, 'the select list', s.items[i]?.expression ?? s));
    if (having !== undefined) check(having, "'having'", s.having ?? s);
    if (qualify !== undefined) check(qualify, "'qualify'", s.qualify ?? s);
  }
  const select: BoundSelect = {
    kind: 'select',
    distinct: s.distinct,
    columns,
    from,
    where,
    group: grouped ? (group ?? []) : undefined,
    having,
    qualify,
  };
  const order = (e: Expression): BoundExpression => {
    const bound = bind(e, make(aliases, true)(scope, 'order by'));
    check(bound, "'order by'", e);
    return bound;
  };
  return { select, order };
}

function bindFrom(
  checker: Checker,
  s: Select,
  around: Surroundings,
  make: MakeBinding,
  bindQuery: Binding['bindQuery'],
): { from: readonly BoundFrom[]; scope: Scope } {
  let scope: Scope = { columns: [], relations: [], outer: around.outer };
  const from: BoundFrom[] = [];
  for (const relation of s.from) {
    const bound = bindRelation(relation, checker, around, make, bindQuery);
    from.push(bound.from);
    const before = scope.relations;
    scope = besides(scope, bound.scope, undefined);
    const names = new Set(before.map((r) => r.alias.toLowerCase()));
    const clash = bound.scope.relations.find((r) => names.has(r.alias.toLowerCase()));
    if (clash !== undefined) distinctAliases({ ...scope, relations: [clash, clash] }, relation, checker);
  }
  for (const view of s.views) {
    const generated = bindGenerator(
      view.call,
      { name: view.name.name, columns: view.columns, outer: view.outer },
      make(scope, 'lateral view'),
    );
    if (generated === undefined) continue;
    from.push(generated.from);
    scope = besides(scope, scopeOf(generated.from.relation, undefined), undefined);
  }
  return { from, scope };
}

interface Items {
  readonly columns: readonly BoundColumn[];
  readonly aliases: Map<string, { bound: BoundExpression; written: Expression }>;
  readonly generated: Generated | undefined;
}

function bindItems(s: Select, scope: Scope, binding: Binding, checker: Checker): Items {
  const columns: BoundColumn[] = [];
  const aliases = new Map<string, { bound: BoundExpression; written: Expression }>();
  let generated: Generated | undefined;
  for (const item of s.items) {
    if (item.expression.kind === 'star') {
      columns.push(...expandStar(item.expression, scope, checker));
      continue;
    }
    const lateral: Binding = { ...binding, aliases };
    const generator =
      item.expression.kind === 'call'
        ? bindGenerator(
            item.expression,
            { name: `lw_${checker.count + 1}`, columns: item.alias === undefined ? [] : [item.alias], outer: false },
            { ...lateral, clause: 'select' },
            true,
          )
        : undefined;
    if (generator !== undefined) {
      checker.count++;
      if (generated !== undefined)
        checker.issues.push(
          errorAt(item, 'misplaced-generator', 'a select list has one explode at most', "use 'lateral view'"),
        );
      generated = generator;
      columns.push(
        ...expandStar(
          { kind: 'star', qualifier: undefined, except: [], start: item.start, end: item.end },
          scopeOf(generator.from.relation, undefined),
          checker,
        ),
      );
      continue;
    }
    const bound = bind(item.expression, lateral);
    if (some(bound, isGenerator))
      checker.issues.push(
        errorAt(item, 'misplaced-generator', 'explode stands alone in the select list', "use 'lateral view'"),
      );
    const name = outputName(item);
    columns.push({ name, expression: bound, type: bound.type, nullable: bound.nullable });
    if (item.alias !== undefined && !aliases.has(name.toLowerCase()))
      aliases.set(name.toLowerCase(), { bound, written: item.expression });
  }
  return { columns, aliases, generated };
}

/** The alias, else the name of the column or field; '' where the author gave none. */
function outputName(item: SelectItem): string {
  if (item.alias !== undefined) return item.alias.name;
  const e = item.expression;
  if (e.kind === 'column') return e.parts[e.parts.length - 1]?.name ?? '';
  return e.kind === 'field' ? e.name.name : '';
}

function expandStar(star: StarExpression, scope: Scope, checker: Checker): readonly BoundColumn[] {
  const { qualifier } = star;
  const owner =
    qualifier === undefined
      ? undefined
      : scope.relations.find((r) => r.alias.toLowerCase() === qualifier.name.toLowerCase());
  if (qualifier !== undefined && owner === undefined) {
    const hint = didYouMean(
      qualifier.name,
      scope.relations.map((r) => r.alias),
    );
    checker.issues.push(errorAt(qualifier, 'unknown-column', `there is no relation '${qualifier.name}' here`, hint));
    return [];
  }
  if (scope.relations.length === 0) {
    checker.issues.push(errorAt(star, 'misplaced-star', "'*' needs a 'from'"));
    return [];
  }
  const unique = scope.columns.filter((c) => (owner === undefined ? !c.hidden : c.relation === owner && !c.merged));
  const dropped = new Set(star.except.map((c) => c.name.toLowerCase()));
  for (const name of star.except) {
    if (unique.some((c) => c.name.toLowerCase() === name.name.toLowerCase()) || scope.relations.some((r) => r.unknown))
      continue;
    checker.issues.push(
      errorAt(
        name,
        'unknown-column',
        `there is no column '${name.name}' to leave out`,
        didYouMean(
          name.name,
          unique.map((c) => c.name),
        ),
      ),
    );
  }
  const kept = unique.filter((c) => !dropped.has(c.name.toLowerCase()));
  // After USING, Spark's `t.*` puts the merged columns at another place: it is written out.
  if (star.except.length > 0 || (owner !== undefined && kept.some((c) => c.hidden))) {
    checker.notes.stars.set(
      star,
      kept.map((c) => ({ qualifier: c.merged ? undefined : c.relation.alias, name: c.name })),
    );
  }
  return kept.map((c) => ({
    name: c.name,
    expression: c.expression.kind === 'column' ? { ...c.expression, at: star } : c.expression,
    type: c.expression.type,
    nullable: c.expression.nullable,
  }));
}
