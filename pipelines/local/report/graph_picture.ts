/** The lineage of tables as a picture that can be explored. */
import type { TaskState } from './data';
import { percent, plural } from './format';
import { score } from './flow';
import { shortName, type Band, type GraphLayout, type PlacedEdge, type PlacedTable, type Point } from './graph_layout';
import { clip, html, type Content, type Markup } from './markup';
import { inView, layerClass, type Page } from './page';
import type { TaskOutcome, View } from './view';

const corner = 7;
/** Worst first: a table that several tasks write shows the worst of them. */
const severest: readonly TaskState[] = ['failed', 'blocked', 'spark-only', 'recovered', 'succeeded', 'skipped'];
const marks: Readonly<Partial<Record<TaskState, string>>> = {
  failed: 'failed',
  blocked: 'blocked',
  'spark-only': 'on Spark',
  recovered: 'recovered',
};

export function graphPicture(page: Page, layout: GraphLayout): Markup {
  const { width, height } = layout;
  const label = `Lineage of ${plural(page.data.tables.length, 'table')}; each opens its detail`;
  return html`<div class="graph" tabindex="-1">
    <svg
      viewBox="0 0 ${fixed(width)} ${fixed(height)}"
      style="--w:${Math.ceil(width)}px"
      role="group"
      aria-label="${label}"
    >
      <g class="bands">${layout.bands.map((each) => band(each, height))}</g>
      <g class="edges">${layout.edges.map(edge)}</g>
      <g class="nodes">${layout.tables.map((placed) => node(page, placed))}</g>
    </svg>
  </div>`;
}

function band({ layer, x, width }: Band, height: number): Markup {
  return html`<g class="band ${layer.className}"
    ><rect x="${fixed(x)}" y="6" width="${fixed(width)}" height="${fixed(height - 12)}" rx="12" /><text
      x="${fixed(x + 14)}"
      y="28"
      >${clip(layer.name, 24)}</text
    ></g
  >`;
}

function edge({ from, to, points }: PlacedEdge): Markup {
  return html`<path class="edge" data-from="${from}" data-to="${to}" d="${rounded(points)}" />`;
}

function node(page: Page, { table: index, x, y, width, height }: PlacedTable): Content {
  const table = page.data.tables[index];
  if (table === undefined) return null;
  const most = Math.floor((width - 36) / 7.5);
  const rows = table.rows === null ? 'not written' : plural(table.rows, 'row');
  const tasks = page.writers.get(table.id) ?? [];
  const named = tasks.length === 0 ? 'source' : rows;
  return html`<a
    class="node ${layerClass(page, table.layer)}"
    href="#t${index}"
    data-node="${index}"
    transform="translate(${fixed(x)} ${fixed(y)})"
    aria-label="${clip(table.id, 120)}, ${named}"
    ><title>${clip(table.id, 200)}</title> <rect class="card" width="${width}" height="${height}" rx="8" /><rect
      class="stripe"
      x="0"
      y="12"
      width="3"
      height="${height - 24}"
      rx="1.5"
    />
    <text class="node-name" x="16" y="25">${clip(shortName(table.id), most)}</text
    ><text class="node-rows" x="16" y="44">${clip(named, most)}</text
    ><text class="node-columns" x="16" y="44"></text
    >${page.views.map((view) => quality(view, table.id, width, height))}</a
  >`;
}

/** State or score at the right, and a bar whose second part is what was set aside. */
function quality(view: View, table: string, width: number, height: number): Content {
  const outcomes = view.outcomes.filter(({ task }) => task.writes === table);
  const state = severest.find((each) => outcomes.some((outcome) => outcome.state === each));
  const mark = state === undefined ? undefined : marks[state];
  const clean = cleanShare(outcomes);
  const whole = width - 32;
  const aside = clean === undefined || clean === 1 ? 0 : Math.max(4, (1 - clean) * whole);
  const bar =
    clean === undefined
      ? null
      : html`<rect
            class="bar-good"
            x="16"
            y="${height - 9}"
            width="${fixed(whole - aside)}"
            height="3"
            rx="1.5"
          />${aside > 0 && html`<rect class="bar-aside" x="${fixed(16 + whole - aside + 1)}" y="${height - 9}" width="${fixed(aside - 1)}" height="3" rx="1.5" />`}`;
  const text = mark ?? (clean === undefined ? undefined : percent(clean));
  if (text === undefined) return null;
  const ring = mark !== undefined && state !== 'recovered';
  return html`<g class="${inView(view)} node-state ${mark === undefined ? '' : (state ?? '')}"
    ><text x="${width - 16}" y="44" text-anchor="end">${text}</text
    >${bar}${ring && html`<rect class="ring" width="${width}" height="${height}" rx="8" />`}</g
  >`;
}

function cleanShare(outcomes: readonly TaskOutcome[]): number | undefined {
  const flows = outcomes.flatMap(({ flow }) => flow ?? []);
  const rows = flows.reduce((total, flow) => total + flow.in, 0);
  if (rows === 0) return undefined;
  return flows.reduce((total, flow) => total + (score(flow) ?? 0) * flow.in, 0) / rows;
}

/** Straight lines with rounded corners. */
function rounded(points: readonly Point[]): string {
  return points
    .map((point, index) => {
      const before = points[index - 1];
      const after = points[index + 1];
      if (before === undefined) return `M${fixed(point.x)} ${fixed(point.y)}`;
      if (after === undefined) return `L${fixed(point.x)} ${fixed(point.y)}`;
      const a = toward(point, before);
      const b = toward(point, after);
      return `L${fixed(a.x)} ${fixed(a.y)}Q${fixed(point.x)} ${fixed(point.y)} ${fixed(b.x)} ${fixed(b.y)}`;
    })
    .join('');
}

function toward(from: Point, to: Point): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const part = length === 0 ? 0 : Math.min(corner, length / 2) / length;
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}

function fixed(value: number): string {
  return String(Math.round(value * 10) / 10);
}
