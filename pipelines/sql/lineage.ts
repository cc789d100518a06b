/** Which columns of which tables an output column comes from. */
import { children, some, isAggregate } from './check/tree';
import type { BoundBody, BoundExpression, BoundFrom, BoundQuery, BoundRelation, BoundSelect } from './bound';

export type LineageKind = 'identity' | 'transformation' | 'aggregation' | 'filter' | 'join';

export interface LineageEdge {
  /** Output column. */
  readonly column: string;
  readonly table: string;
  /** Column of the table. */
  readonly source: string;
  readonly kind: LineageKind;
}

export interface Lineage {
  readonly edges: readonly LineageEdge[];
  readonly completeness: 'exact' | 'partial' | 'opaque';
}

interface Origin {
  readonly table: string;
  readonly source: string;
  readonly kind: LineageKind;
}

/** How strongly an edge changes the value on its way; along a path the strongest counts. */
const strength: Readonly<Record<LineageKind, number>> = {
  identity: 0,
  transformation: 1,
  aggregation: 2,
  filter: 3,
  join: 3,
};

export function lineageOf(query: BoundQuery): Lineage {
  const tracer = new Tracer();
  const perColumn = tracer.query(query);
  const seen = new Map<string, LineageEdge>();
  query.columns.forEach((c, i) => {
    for (const o of [...(perColumn.columns[i] ?? []), ...perColumn.rows]) {
      seen.set(`${c.name}\0${o.table}\0${o.source}\0${o.kind}`, { column: c.name, ...o });
    }
  });
  const edges = [...seen.values()].sort((a, b) => compare(key(a), key(b)));
  return { edges, completeness: tracer.unknown ? 'partial' : 'exact' };
}

function key(e: LineageEdge): string {
  return `${e.column}\0${e.table}\0${e.source}\0${e.kind}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Origins of each column, and of what decides which rows there are. */
interface Traced {
  readonly columns: readonly (readonly Origin[])[];
  readonly rows: readonly Origin[];
}

class Tracer {
  unknown = false;
  private readonly queries = new Map<BoundQuery, Traced>();

  query(q: BoundQuery): Traced {
    const known = this.queries.get(q);
    if (known !== undefined) return known;
    const traced = this.body(q.body);
    this.queries.set(q, traced);
    return traced;
  }

  private body(body: BoundBody): Traced {
    switch (body.kind) {
      case 'query':
        return this.query(body);
      case 'values':
        return {
          columns: body.columns.map((_, i) => body.rows.flatMap((row) => this.origins(row[i], 'identity'))),
          rows: [],
        };
      case 'set': {
        const [left, right] = [this.body(body.left), this.body(body.right)];
        const columns = left.columns.map((c, i) =>
          body.operator === 'except' ? c : [...c, ...(right.columns[i] ?? [])],
        );
        const compared =
          body.operator === 'union' ? [] : right.columns.flat().map((o) => ({ ...o, kind: 'filter' as const }));
        return { columns, rows: [...left.rows, ...right.rows, ...compared] };
      }
      case 'select':
        return this.select(body);
    }
  }

  private select(s: BoundSelect): Traced {
    const rows = [
      ...s.from.flatMap((f) => this.fromRows(f)),
      ...this.decides(s.where, 'filter'),
      ...this.decides(s.having, 'filter'),
      ...this.decides(s.qualify, 'filter'),
    ];
    const columns = s.columns.map((c) =>
      this.origins(
        c.expression,
        c.expression.kind === 'column'
          ? 'identity'
          : some(c.expression, isAggregate)
            ? 'aggregation'
            : 'transformation',
      ),
    );
    return { columns, rows };
  }

  private decides(e: BoundExpression | undefined, kind: LineageKind): readonly Origin[] {
    return this.origins(e, kind).map((o) => ({ ...o, kind }));
  }

  private fromRows(from: BoundFrom): readonly Origin[] {
    if (from.kind === 'join')
      return [...this.fromRows(from.left), ...this.fromRows(from.right), ...this.decides(from.on, 'join')];
    const { source, unknown } = from.relation;
    if (unknown) this.unknown = true;
    if (source.kind === 'query') return this.query(source.query).rows;
    return source.kind === 'common' ? this.query(source.table.query).rows : [];
  }

  private origins(e: BoundExpression | undefined, kind: LineageKind): readonly Origin[] {
    if (e === undefined) return [];
    const stronger = (origins: readonly Origin[]): readonly Origin[] =>
      origins.map((o) => ({ ...o, kind: strength[o.kind] > strength[kind] ? o.kind : kind }));
    switch (e.kind) {
      case 'column':
        return stronger(this.column(e.relation, e.name));
      case 'subquery':
      case 'exists': {
        const traced = this.query(e.query);
        const values = e.kind === 'exists' ? [] : traced.columns.flat();
        return stronger([...values, ...traced.rows]);
      }
      case 'in_query': {
        const traced = this.query(e.query);
        return [...this.origins(e.operand, kind), ...stronger([...traced.columns.flat(), ...traced.rows])];
      }
      default:
        return children(e).flatMap((c) => this.origins(c, kind));
    }
  }

  private column(relation: BoundRelation, name: string): readonly Origin[] {
    const { source } = relation;
    const at = relation.columns.findIndex((c) => c.name.toLowerCase() === name.toLowerCase());
    if (relation.unknown) this.unknown = true;
    switch (source.kind) {
      case 'table':
        return [{ table: source.id, source: name, kind: 'identity' }];
      case 'query':
        return this.query(source.query).columns[at] ?? [];
      case 'common':
        return this.query(source.table.query).columns[at] ?? [];
      case 'generated':
        return this.origins(source.from, 'transformation');
    }
  }
}
