/** Small pictures of a series. */
import { html, type Markup } from './markup';

const width = 132;
const height = 28;
const margin = 3;

/** A line over shares between 0 and 1; its floor is the lowest value, at most `ceilingOfFloor`. Undefined leaves a gap. */
export function sparkline(values: readonly (number | undefined)[], label: string, ceilingOfFloor = 0.98): Markup {
  const known = values.flatMap((value, index) => (value === undefined ? [] : [{ value, index }]));
  if (known.length === 0) return html`<span class="muted">no rows yet</span>`;
  const floor = Math.min(ceilingOfFloor, ...known.map(({ value }) => value));
  const at = ({ value, index }: { value: number; index: number }) => ({
    x: round(values.length === 1 ? width / 2 : margin + (index * (width - 2 * margin)) / (values.length - 1)),
    y: round(height - margin - ((value - floor) / (1 - floor)) * (height - 2 * margin)),
  });
  const points = known.map(at);
  const last = points.at(-1) ?? { x: 0, y: 0 };
  const line = points.map(({ x, y }) => `${x},${y}`).join(' ');
  return html`<svg
    class="spark"
    viewBox="0 0 ${width} ${height}"
    width="${width}"
    height="${height}"
    role="img"
    aria-label="${label}"
  >
    <line x1="0" x2="${width}" y1="${margin}" y2="${margin}" class="spark-top" />
    ${points.length > 1 && html`<polyline points="${line}" />`}
    <circle cx="${last.x}" cy="${last.y}" r="2.6" />
  </svg>`;
}

/** A bar per value. */
export function sparkbars(values: readonly number[], label: string): Markup {
  const most = Math.max(1, ...values);
  const step = Math.min(16, (width - 2) / Math.max(1, values.length));
  const bar = (value: number, index: number) => {
    const tall = value === 0 ? 1 : Math.max(3, (value / most) * (height - 2));
    return `M${round(index * step)} ${height}v-${round(tall)}h${round(Math.max(1, step - 2))}v${round(tall)}z`;
  };
  const some = values.map((value, index) => (value === 0 ? '' : bar(value, index))).join('');
  const none = values.map((value, index) => (value === 0 ? bar(value, index) : '')).join('');
  return html`<svg
    class="spark bars"
    viewBox="0 0 ${width} ${height}"
    width="${width}"
    height="${height}"
    role="img"
    aria-label="${label}"
  >
    ${some !== '' && html`<path class="some" d="${some}" />`}${none !== '' && html`<path class="none" d="${none}" />`}
  </svg>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
