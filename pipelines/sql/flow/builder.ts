/** Follows the rows of a query from its tables to its result. */
import { quoteName } from '../parse';
import { asWritten } from '../print/canonical';
import { expressionText } from '../print/expression_text';
import { itemText, queryText, relationText, selectText } from '../print/query_text';
import { blockName } from './block';
import { chainOf, leaves, nameOf, split, type Chain, type Leaf } from './chain';
import type { Measure, NamedQuery } from './measure';
import type { FlowKind, FlowStep } from './step';
import { aggregates, conjuncts, generates, hasSubquery } from './walk';
import type { Cardinality } from '../../plan';
import type { Schema } from '../check/checker';
import type { CommonTable, Expression, JoinRelation, Query, QueryBody, Relation, Select, SelectItem } from '../syntax';

/** Why a query's rows cannot be followed. */
export class Unfollowed extends Error {}

interface Common {
  readonly name: string;
  readonly query: Query;
  readonly scope: Scope;
  /** The step that gives its rows, once it was followed. */
  out: number | undefined;
}
type Scope = readonly Common[];

const marker = 'lw_matched';
const print = (e: Expression): string => expressionText(e, asWritten, 3);
const both = (conditions: readonly Expression[]): string => conditions.map(print).join(' and ');
const where = (conditions: readonly Expression[]): string =>
  conditions.length === 0 ? '' : ` where ${both(conditions)}`;

export class FlowBuilder {
  readonly steps: FlowStep[] = [];
  readonly measures: Measure[] = [];
  readonly named: NamedQuery[] = [];

  constructor(
    private readonly joins: Readonly<Record<string, Cardinality>>,
    private readonly schema: Schema,
  ) {}

  /** The place of the step that gives the query's rows. */
  query(q: Query, outer: Scope, block: string): number {
    let scope = outer;
    for (const table of q.with) scope = [...scope, this.common(table, scope)];
    const out = this.body(q.body, scope, block);
    if (q.limit === undefined && q.offset === undefined) return out;
    const text = [
      ...(q.limit === undefined ? [] : [`limit ${print(q.limit)}`]),
      ...(q.offset === undefined ? [] : [`offset ${print(q.offset)}`]),
    ].join(' ');
    const bare = queryText({ ...q, with: [] }, asWritten);
    return this.step('limit', block, text, [out], { rows_out: 'count(*)' }, `(${bare}) as lw_rows`);
  }

  private common(table: CommonTable, scope: Scope): Common {
    const name = table.name.name;
    if (this.named.some((n) => n.name.toLowerCase() === quoteName(name).toLowerCase()))
      throw new Unfollowed(`two WITH queries are called '${name}'`);
    const columns = table.columns.length === 0 ? '' : `(${table.columns.map((c) => quoteName(c.name)).join(', ')})`;
    this.named.push({ name: `${quoteName(name)}${columns}`, text: queryText(table.query, asWritten) });
    return { name, query: table.query, scope, out: undefined };
  }

  private body(body: QueryBody, scope: Scope, block: string): number {
    switch (body.kind) {
      case 'query':
        return this.query(body, scope, block);
      case 'select':
        return this.select(body, scope, block);
      case 'values': {
        const rows = `select ${body.rows.length} as n`;
        return this.step('read', block, `${body.rows.length} rows`, [], { rows_out: 'max(n)' }, `(${rows}) as lw_rows`);
      }
      case 'set': {
        const left = this.body(body.left, scope, block);
        const right = this.body(body.right, scope, block);
        const kind = body.operator === 'union' ? (body.all ? 'union_all' : 'union') : body.operator;
        const text = `${body.operator}${body.all ? ' all' : ''}`;
        if (kind === 'union_all') return this.step(kind, block, text, [left, right]);
        const whole = queryText(asQuery(body), asWritten);
        const inputs = kind === 'union' ? [left, right] : [left];
        return this.step(kind, block, text, inputs, { rows_out: 'count(*)' }, `(${whole}) as lw_rows`);
      }
    }
  }

  private select(s: Select, scope: Scope, block: string): number {
    const chain = chainOf(s.from);
    if (chain === undefined) {
      const one = '(select 1 as lw_one) as lw_rows';
      const read = this.step('read', block, 'one row', [], { rows_out: 'count(*)' }, one);
      const kept = s.where === undefined ? read : this.filter(conjuncts(s.where), one, [], read, block);
      return this.results(s, one, kept, block);
    }
    const { window, looked, filters } = split(s, chain, this.schema);
    let out = this.read(chain, window, scope, block);
    for (const leaf of leaves(chain.joins.map((j) => j.right))) this.side(leaf, scope, block);
    const from = s.from.map((r) => relationText(r, asWritten)).join(', ');
    const views = viewsText(s);
    if (chain.countable) {
      for (const join of chain.joins) out = this.join(join, window, looked.get(join) ?? [], out, block);
      if (s.views.length > 0)
        out = this.step(
          'expand',
          block,
          views.trim(),
          [out],
          { rows_out: 'count(*)' },
          `${from}${views}${where(window)}`,
        );
      if (filters.length > 0) out = this.filter(filters, `${from}${views}`, window, out, block);
    } else {
      const names = leaves(s.from).map(nameOf).join(', ');
      for (const leaf of leaves(s.from.slice(1))) this.side(leaf, scope, block);
      const text = `cross join of ${names}${filters.length === 0 ? '' : ` where ${both(filters)}`}`;
      out = this.step('cross', block, text, [out], { rows_out: 'count(*)' }, `${from}${views}${where(filters)}`);
    }
    return this.results(s, `${from}${views}`, out, block);
  }

  /** GROUP BY to DISTINCT. */
  private results(s: Select, from: string, before: number, block: string): number {
    let out = before;
    const rows = `${from}${s.where === undefined ? '' : ` where ${print(s.where)}`}`;
    const items = s.items.map((i) => itemText(i, asWritten)).join(', ');
    const grouped = s.group !== undefined || s.having !== undefined || s.items.some((i) => aggregates(i.expression));
    const by = s.group === undefined ? '' : ` group by ${s.group === 'all' ? 'all' : s.group.map(print).join(', ')}`;
    const having = s.having === undefined ? '' : ` having ${print(s.having)}`;
    if (grouped) {
      const groups = `(select ${items}, count(*) as lw_rows from ${rows}${by}) as lw_groups`;
      const text = by === '' ? 'one row of all' : by.trim();
      const own = { rows_in: 'coalesce(sum(lw_rows), 0)', rows_out: 'count(*)' };
      out = this.step('group', block, text, [out], own, groups);
      if (having !== '') {
        const kept = `(select ${items}, count(*) as lw_rows from ${rows}${by}${having}) as lw_groups`;
        out = this.step('having', block, having.trim(), [out], { rows_out: 'count(*)' }, kept);
      }
    } else if (s.items.some((i) => generates(i.expression))) {
      const text = s.items.filter((i) => generates(i.expression)).map((i) => itemText(i, asWritten));
      const made = `(select ${items} from ${rows}) as lw_rows`;
      out = this.step('expand', block, text.join(', '), [out], { rows_out: 'count(*)' }, made);
    }
    const plain = { ...s, distinct: false };
    if (s.qualify !== undefined) {
      const kept = `(${selectText(plain, asWritten)}) as lw_rows`;
      out = this.step('qualify', block, `qualify ${print(s.qualify)}`, [out], { rows_out: 'count(*)' }, kept);
    }
    if (s.distinct) {
      const kept = `(${selectText(s, asWritten)}) as lw_rows`;
      out = this.step('distinct', block, 'distinct', [out], { rows_out: 'count(*)' }, kept);
    }
    return out;
  }

  /** The first relation's rows. */
  private read(chain: Chain, window: readonly Expression[], scope: Scope, block: string): number {
    const { first } = chain;
    const inputs = first.kind === 'table' ? [] : [this.relation(first, scope, block)];
    const [only] = inputs;
    if (only !== undefined && window.length === 0) return only;
    const name = first.kind === 'table' ? first.id : nameOf(first);
    const text = window.length === 0 ? name : `${name} where ${both(window)}`;
    const from = `${relationText(first, asWritten)}${where(window)}`;
    return this.step('read', block, text, inputs, { rows_out: 'count(*)' }, from);
  }

  private relation(r: Leaf, scope: Scope, block: string): number {
    if (r.kind === 'derived') return this.query(r.query, scope, blockName(block, nameOf(r)));
    const name = nameOf({ ...r, alias: undefined });
    const common = scope.findLast((c) => c.name.toLowerCase() === name.toLowerCase());
    if (common === undefined) throw new Unfollowed(`'${name}' is no WITH query`);
    common.out ??= this.query(common.query, common.scope, common.name);
    return common.out;
  }

  /** The rows that a join looks up: counted in their own blocks, not part of the flow. */
  private side(leaf: Leaf, scope: Scope, block: string): void {
    if (leaf.kind !== 'table') this.relation(leaf, scope, block);
  }

  private join(
    j: JoinRelation,
    window: readonly Expression[],
    looked: readonly Expression[],
    before: number,
    block: string,
  ): number {
    const [right] = leaves([j.right]);
    if (right === undefined) throw new Unfollowed('a join has no right side');
    const name = nameOf(right);
    const qualified = block === '' ? name : `${block}.${name}`;
    const cardinality = find(this.joins, qualified) ?? find(this.joins, name);
    const text = `${j.join === 'inner' ? '' : `${j.join} `}join ${shown(right)}${where(looked)}`;
    const filter = where(window);
    if (j.join === 'semi' || j.join === 'anti')
      return this.step(
        j.join,
        block,
        text,
        [before],
        { rows_out: 'count(*)' },
        `${relationText(j, asWritten)}${filter}`,
      );
    const out = this.step(
      kindOf(j),
      block,
      text,
      [before],
      { rows_out: `count(${quoteName(name)}.${marker})`, unmatched: `count_if(${quoteName(name)}.${marker} is null)` },
      `${relationText({ ...j, join: 'left', right: marked(right, name, looked) }, asWritten)}${filter}`,
      cardinality,
    );
    if (j.join === 'right' || j.join === 'full' || cardinality === 'one_to_one' || cardinality === 'one_to_many') {
      this.measures.push(
        { step: out, counts: { right_rows: 'count(*)' }, from: relationText(right, asWritten) },
        {
          step: out,
          counts: { right_out: 'count(*)' },
          from: relationText({ ...j, join: 'right', left: windowed(j.left, window) }, asWritten),
        },
      );
    }
    return out;
  }

  private filter(
    filters: readonly Expression[],
    from: string,
    window: readonly Expression[],
    before: number,
    block: string,
  ): number {
    const text = both(filters);
    if (filters.some(hasSubquery)) {
      // Not every engine takes a subquery within an aggregate: only what is kept is counted.
      const kept = `${from}${where([...window, ...filters])}`;
      return this.step('filter', block, `where ${text}`, [before], { rows_out: 'count(*)' }, kept);
    }
    const own = {
      rows_in: 'count(*)',
      rows_out: `count_if(${text})`,
      lost: `count_if(not (${text}))`,
      undecided: `count_if((${text}) is null)`,
    };
    return this.step('filter', block, `where ${text}`, [before], own, `${from}${where(window)}`);
  }

  private step(
    kind: FlowKind,
    block: string,
    text: string,
    inputs: readonly number[],
    counts?: Measure['counts'],
    from?: string,
    cardinality?: Cardinality,
  ): number {
    const place = this.steps.length;
    this.steps.push({ kind, block, text, inputs, ...(cardinality === undefined ? {} : { cardinality }) });
    if (counts !== undefined && from !== undefined) this.measures.push({ step: place, counts, from });
    return place;
  }
}

function kindOf(j: JoinRelation): FlowKind {
  return j.join === 'cross' ? 'inner' : j.join;
}

/** The chain with its first relation cut to the interval: a condition behind a right join would take its rows away. */
function windowed(r: Relation, window: readonly Expression[]): Relation {
  if (window.length === 0) return r;
  if (r.kind === 'join') return { ...r, left: windowed(r.left, window) };
  return subquery(r, nameOf(r), [], window);
}

/** The relation with a column that is null where nothing was found. */
function marked(r: Leaf, name: string, looked: readonly Expression[]): Relation {
  const mark = { kind: 'boolean', value: true, start: 0, end: 0 } as const;
  return subquery(r, name, [{ expression: mark, alias: identifier(marker), start: 0, end: 0 }], looked);
}

/** `gold.dim_customer as c`, `cohorts as c`, `cohorts` */
function shown(r: Leaf): string {
  const name = nameOf(r);
  const whole = r.kind === 'table' ? r.id : nameOf({ ...r, alias: undefined });
  return whole === '' || whole === name ? name : `${whole} as ${name}`;
}

const identifier = (name: string) => ({ name, start: 0, end: 0 });

/** `(select *, ... from r where ...) as name` */
function subquery(r: Leaf, name: string, items: readonly SelectItem[], conditions: readonly Expression[]): Relation {
  const all = { kind: 'star', qualifier: undefined, except: [], start: 0, end: 0 } as const;
  const select: Select = {
    kind: 'select',
    distinct: false,
    items: [{ expression: all, alias: undefined, start: 0, end: 0 }, ...items],
    from: [r],
    views: [],
    where: allOf(conditions),
    group: undefined,
    having: undefined,
    qualify: undefined,
    start: 0,
    end: 0,
  };
  return { kind: 'derived', query: asQuery(select), alias: { name: identifier(name), columns: [] }, start: 0, end: 0 };
}

function allOf([first, ...others]: readonly Expression[]): Expression | undefined {
  return first === undefined
    ? undefined
    : others.reduce((left, right) => ({ kind: 'binary', operator: 'and', left, right, start: 0, end: 0 }), first);
}

function asQuery(body: QueryBody): Query {
  return { kind: 'query', with: [], body, order: [], limit: undefined, offset: undefined, start: 0, end: 0 };
}

function viewsText(s: Select): string {
  return s.views
    .map((view) => {
      const columns = view.columns.length === 0 ? '' : ` as ${view.columns.map((c) => quoteName(c.name)).join(', ')}`;
      return ` lateral view ${view.outer ? 'outer ' : ''}${print(view.call)} ${quoteName(view.name.name)}${columns}`;
    })
    .join('');
}

function find(joins: Readonly<Record<string, Cardinality>>, name: string): Cardinality | undefined {
  return Object.entries(joins).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}
