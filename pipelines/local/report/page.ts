/** What every part of the page is drawn from. */
import type { ReportData, ReportTable, ReportTask } from './data';
import { clip, html, type Content, type Markup, isolate } from './markup';
import { layersOf, type Layer } from './layers';
import { viewsOf, type View } from './view';

export interface Page {
  readonly data: ReportData;
  readonly views: readonly View[];
  readonly layers: readonly Layer[];
  /** Index of a table by its id; what links and scripts use in place of names. */
  readonly indexOf: ReadonlyMap<string, number>;
  /** The tasks that write a table. */
  readonly writers: ReadonlyMap<string, readonly ReportTask[]>;
}

export function pageOf(data: ReportData): Page {
  const writers = new Map<string, ReportTask[]>();
  for (const task of data.tasks) writers.set(task.writes, [...(writers.get(task.writes) ?? []), task]);
  return {
    data,
    views: viewsOf(data),
    layers: layersOf(data),
    indexOf: new Map(data.tables.map((table, index) => [table.id, index])),
    writers,
  };
}

/** Shown only while the view is chosen. */
export function inView(view: View): string {
  return `in-view ${view.key}`;
}

/** The same part for each view, of which one shows at a time; where all are equal, once and always. */
export function perView(page: Page, draw: (view: View) => Content): Content {
  const drawn = page.views.map((view) => html`${draw(view)}`);
  const first = drawn[0];
  if (first !== undefined && drawn.every(({ text }) => text === first.text)) return first;
  return page.views.map((view, index) => html`<span class="${inView(view)}">${drawn[index]}</span>`);
}

export function layerClass(page: Page, layer: string): string {
  return page.layers.find(({ name }) => name === layer)?.className ?? '';
}

/** `silver.orders` or `silver.orders.amount`: what is before the last dot is softer. */
export function tableName(id: string): Content {
  const dot = id.lastIndexOf('.') + 1;
  return [html`<span class="q">${isolate(clip(id.slice(0, dot), 60))}</span>`, isolate(clip(id.slice(dot), 120))];
}

/** A table's name that opens its detail. */
export function tableLink(page: Page, id: string): Markup {
  const index = page.indexOf.get(id);
  if (index === undefined) return html`<span class="name">${tableName(id)}</span>`;
  return html`<a class="name" href="#t${index}">${tableName(id)}</a>`;
}

/** The name of a task: its table's, with the task's own where it is another. */
export function taskLink(page: Page, task: ReportTask): Markup {
  const own = task.id.slice(task.id.indexOf('/') + 1);
  return html`${tableLink(page, task.writes)}${own !== task.writes && html` <span class="muted">${isolate(clip(own, 60))}</span>`}`;
}

export function layerOf(page: Page, tableId: string): string {
  const index = page.indexOf.get(tableId);
  const table: ReportTable | undefined = index === undefined ? undefined : page.data.tables[index];
  return table?.layer ?? '';
}
