/**
 * What the page does when it is used. Plain JavaScript that runs in the browser, so it is text here; it reads the
 * lineage from the page's JSON and changes classes and attributes, never markup.
 */
export const script = String.raw`(() => {
'use strict';
const root = document.documentElement;
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const data = JSON.parse(document.getElementById('lineage-data').textContent);
const graph = document.querySelector('.graph');
const hint = document.getElementById('graph-hint');
const clear = document.getElementById('graph-clear');
const hintText = hint.textContent;
let open = -1, pinned = null;
root.classList.add('scripted');

// Views
const chooseView = (key) => {
  root.dataset.view = key;
  for (const b of all('[data-view]', document.body)) b.setAttribute('aria-pressed', String(b.dataset.view === key));
};
for (const b of all('.switcher [data-view]')) b.addEventListener('click', () => chooseView(b.dataset.view));

// Colour scheme
const theme = document.getElementById('theme');
theme.hidden = false;
theme.addEventListener('click', () => {
  const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.theme = dark ? 'light' : 'dark';
});

// The picture: what feeds a table and what it feeds
const reach = (start, next) => {
  const found = new Set(start);
  const todo = [...found];
  while (todo.length) for (const n of next(todo.pop())) if (!found.has(n)) { found.add(n); todo.push(n); }
  return found;
};
const light = (up, down, columns) => {
  const on = (t) => up.has(t) || down.has(t);
  graph.classList.add('focused');
  graph.classList.toggle('tracing', columns !== undefined);
  for (const n of all('.node', graph)) {
    const t = Number(n.dataset.node);
    n.classList.toggle('on', on(t));
    const room = Math.floor((n.querySelector('.card').width.baseVal.value - 30) / 7.3);
    const text = columns && columns.has(t) ? [...columns.get(t)].join(', ') : '';
    n.querySelector('.node-columns').textContent = text.length > room ? text.slice(0, room - 1) + '…' : text;
  }
  for (const e of all('.edge', graph)) {
    const f = Number(e.dataset.from), t = Number(e.dataset.to);
    const used = (up.has(f) && up.has(t)) || (down.has(f) && down.has(t));
    e.classList.toggle('on', used && (columns === undefined || columns.edges.has(f + '>' + t)));
    if (e.classList.contains('on')) e.parentNode.append(e);
  }
};
const dark = () => { graph.classList.remove('focused', 'tracing'); };
const focusTable = (t) => light(
  reach([t], (n) => data.edges.filter((e) => e[1] === n).map((e) => e[0])),
  reach([t], (n) => data.edges.filter((e) => e[0] === n).map((e) => e[1])));
const traceColumn = (t, name) => {
  const c = data.names.indexOf(name);
  const key = (table, column) => table + ' ' + column;
  const up = reach([key(t, c)], (k) => data.columns.filter((e) => key(e[2], e[3]) === k).map((e) => key(e[0], e[1])));
  const down = reach([key(t, c)], (k) => data.columns.filter((e) => key(e[0], e[1]) === k).map((e) => key(e[2], e[3])));
  const columns = new Map([[t, new Set([name])]]);
  columns.edges = new Set();
  const tables = (keys) => new Set([...keys].map((k) => {
    const [table, column] = k.split(' ').map(Number);
    if (!columns.has(table)) columns.set(table, new Set());
    if (column >= 0) columns.get(table).add(data.names[column]);
    return table;
  }));
  for (const e of data.columns) {
    const a = key(e[0], e[1]), b = key(e[2], e[3]);
    if ((up.has(a) && up.has(b)) || (down.has(a) && down.has(b))) columns.edges.add(e[0] + '>' + e[2]);
  }
  light(tables(up), tables(down), columns);
  hint.textContent = data.tables[t] + '.' + name + ': made from ' + (up.size - 1) + ', used by ' + (down.size - 1) + (down.size === 2 ? ' column' : ' columns');
};
const settle = () => {
  if (pinned) return traceColumn(pinned[0], pinned[1]);
  hint.textContent = open < 0 ? hintText : data.tables[open];
  if (open < 0) dark(); else focusTable(open);
};

// Details
const show = (t, travel) => {
  open = t; pinned = null;
  for (const b of all('.column[aria-pressed=true]')) b.setAttribute('aria-pressed', 'false');
  for (const d of all('.detail')) d.classList.toggle('open', Number(d.dataset.detail) === t);
  for (const n of all('.node', graph)) n.classList.toggle('open', Number(n.dataset.node) === t);
  clear.hidden = t < 0;
  settle();
  if (travel === 'lineage') document.getElementById('lineage').scrollIntoView();
};
const close = () => { const t = open; show(-1); const n = graph.querySelector('[data-node="' + t + '"]'); if (n) n.focus({ preventScroll: true }); };
clear.addEventListener('click', close);
document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href^="#t"]');
  const t = link ? Number(link.getAttribute('href').slice(2)) : NaN;
  if (Number.isNaN(t) || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const node = link.closest('.graph');
  if (node && t === open) return close();
  show(t, node || link.closest('.detail') ? undefined : 'lineage');
  if (!node) graph.querySelector('[data-node="' + t + '"]')?.focus({ preventScroll: true });
});
graph.addEventListener('click', (event) => { if (!event.target.closest('.node') && open >= 0) close(); });
document.addEventListener('keydown', (event) => { if (event.key === 'Escape' && open >= 0) close(); });
graph.addEventListener('pointerover', (event) => {
  const n = event.target.closest('.node');
  if (n && open < 0) focusTable(Number(n.dataset.node));
});
graph.addEventListener('pointerout', (event) => { if (event.target.closest('.node') && open < 0) dark(); });

// Columns
for (const row of all('tr[data-column]')) {
  const t = Number(row.closest('.detail').dataset.detail), name = row.dataset.column, button = row.querySelector('.column');
  row.addEventListener('pointerenter', () => { if (!pinned) traceColumn(t, name); });
  row.addEventListener('pointerleave', () => { if (!pinned) settle(); });
  button.addEventListener('click', () => {
    const on = !(pinned && pinned[0] === t && pinned[1] === name);
    for (const b of all('.column[aria-pressed=true]')) b.setAttribute('aria-pressed', 'false');
    button.setAttribute('aria-pressed', String(on));
    pinned = on ? [t, name] : null;
    settle();
  });
}

// Tabs
for (const list of all('[role=tablist]')) {
  const tabs = all('[role=tab]', list);
  const panels = all('[role=tabpanel]', list.parentNode);
  const choose = (i) => {
    tabs.forEach((tab, j) => { tab.setAttribute('aria-selected', String(i === j)); tab.tabIndex = i === j ? 0 : -1; });
    panels.forEach((panel, j) => panel.classList.toggle('open', i === j));
  };
  tabs.forEach((tab, i) => tab.addEventListener('click', () => choose(i)));
  list.addEventListener('keydown', (event) => {
    const at = tabs.indexOf(document.activeElement);
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (at < 0 || !step) return;
    const i = (at + step + tabs.length) % tabs.length;
    choose(i); tabs[i].focus(); event.preventDefault();
  });
  choose(0);
}
const linked = /^#t(\d+)$/.exec(location.hash);
if (linked && Number(linked[1]) < data.tables.length) show(Number(linked[1]));
})();
`;
