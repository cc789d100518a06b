/** The text of a query with its parts marked for colouring; a reader's aid, not a parser. */
import { clip, html, type Markup } from './markup';

const mostCharacters = 20_000;
const keywords = new Set(
  (
    'all and any as asc between by case cast cross current desc distinct else end except exists false first following ' +
    'for from full group having ignore in inner intersect interval is join last lateral left like limit not null nulls ' +
    'of on or order outer over partition preceding qualify range respect right row rows select semi anti set then true ' +
    'try_cast unbounded union using values view when where window with'
  ).split(' '),
);
const tokens =
  /(--[^\n]*|\/\*[\s\S]*?\*\/)|('(?:[^'\\]|\\.|'')*')|(\$\{[^}]*\})|(`[^`]*`)|(\b\d+(?:\.\d+)?\b)|([A-Za-z_][A-Za-z0-9_]*)/g;

export function sqlText(query: string): Markup {
  const text = clip(query, mostCharacters);
  const parts: Markup[] = [];
  let done = 0;
  for (const match of text.matchAll(tokens)) {
    if (match.index > done) parts.push(html`${text.slice(done, match.index)}`);
    parts.push(token(match));
    done = match.index + match[0].length;
  }
  parts.push(html`${text.slice(done)}`);
  return html`<pre class="sql" tabindex="0"><code>${parts}</code></pre>`;
}

function token(match: RegExpExecArray): Markup {
  const [text, comment, string, placeholder, , number, word] = match;
  if (comment !== undefined) return html`<span class="c">${text}</span>`;
  if (string !== undefined) return html`<span class="s">${text}</span>`;
  if (placeholder !== undefined) return html`<span class="t">${text}</span>`;
  if (number !== undefined) return html`<span class="n">${text}</span>`;
  return word !== undefined && keywords.has(word.toLowerCase()) ? html`<span class="k">${text}</span>` : html`${text}`;
}
