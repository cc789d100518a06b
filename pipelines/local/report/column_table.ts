/** The columns of a table, with where each comes from; choosing one traces it through the picture. */
import type { ColumnEdge, LineageKind, ReportColumn, ReportTable } from './data';
import { clip, html, type Content, type Markup, isolate } from './markup';
import { carries } from './lineage_data';
import { tableName, type Page } from './page';

const mostSources = 6;
const signs: Readonly<Record<LineageKind, string>> = {
  identity: '=',
  transformation: 'ƒ',
  aggregation: 'Σ',
  filter: '▽',
  join: '⋈',
};

export function columnTable(page: Page, table: ReportTable, index: number): Markup {
  const edges = page.data.lineage.columns.filter(({ toTable }) => toTable === table.id);
  const bySource = new Map<string, ColumnEdge[]>();
  for (const edge of edges.filter(carries)) {
    bySource.set(edge.toColumn, [...(bySource.get(edge.toColumn) ?? []), edge]);
  }
  const own = table.columns.filter(({ system }) => !system);
  const added = table.columns.filter(({ system }) => system);
  const sources = bySource.size > 0;
  const described = table.columns.some(({ description }) => description !== undefined);
  const line = (column: ReportColumn) =>
    row(column, index, sources ? (bySource.get(column.name) ?? []) : undefined, described);
  return html`<div class="wide">
      <table class="columns">
        <thead>
          <tr>
            <th scope="col">Column</th>
            <th scope="col">Type</th>
            ${sources && html`<th scope="col">Comes from</th>`}${described && html`<th scope="col">Description</th>`}
          </tr>
        </thead>
        <tbody>
          ${own.map(line)}
        </tbody>
        ${
          added.length > 0 &&
          html`<tbody class="system">
            ${added.map(line)}
          </tbody>`
        }
      </table>
    </div>
    ${decided(edges)}${completeness(page, table)}`;
}

function row(
  column: ReportColumn,
  index: number,
  sources: readonly ColumnEdge[] | undefined,
  described: boolean,
): Markup {
  const name = clip(column.name, 120);
  return html`<tr data-column="${column.name}">
    <th scope="row">
      <button class="column" aria-pressed="false">${isolate(name)}</button
      >${column.pii !== undefined && html` <span class="pii" title="personal data">${clip(column.pii, 40)}</span>`}
    </th>
    <td>
      <code>${clip(column.type, 120)}</code
      >${column.nullable && html`<span class="muted" title="may be null"> ?</span>`}${column.references !== undefined && html` <span class="muted">→ ${isolate(clip(column.references, 120))}</span>`}
    </td>
    ${sources !== undefined && html`<td>${chips(sources)}</td>`}${described && html`<td class="muted">${isolate(clip(column.description ?? '', 300))}</td>`}
  </tr>`;
}

function chips(edges: readonly ColumnEdge[]): Content {
  const shown = edges.slice(0, mostSources);
  const more = edges.length - shown.length;
  return html`${shown.map(chip)}${more > 0 && html`<span class="muted">and ${more} more</span>`}`;
}

function chip({ fromTable, fromColumn, kind }: ColumnEdge): Markup {
  return html`<span class="source"
    ><i title="${kind}">${signs[kind]}</i><span>${tableName(`${fromTable}.${fromColumn}`)}</span></span
  >`;
}

/** What filters and joins look at is the same for every column of a row: said once. */
function decided(edges: readonly ColumnEdge[]): Content {
  const lines = (['filter', 'join'] as const).flatMap((kind) => {
    const of = new Map(
      edges.filter((edge) => edge.kind === kind).map((edge) => [`${edge.fromTable}.${edge.fromColumn}`, edge]),
    );
    return of.size === 0
      ? []
      : [
          html`<p class="decided">
            <b>${kind === 'filter' ? 'Rows chosen by' : 'Joined on'}</b> ${chips([...of.values()])}
          </p>`,
        ];
  });
  return lines;
}

function completeness(page: Page, table: ReportTable): Content {
  const known = (page.writers.get(table.id) ?? []).map((task) => page.data.lineage.completeness[task.id]);
  if (known.includes('opaque'))
    return html`<p class="decided muted">Columns of this table cannot be traced: code makes them.</p>`;
  return known.includes('partial') && html`<p class="decided muted">The lineage of these columns is known in part.</p>`;
}
