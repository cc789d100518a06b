/** The chunks of a template literal, without the indentation that the program around them gave them. */

/** From `at` in the dedented text on, characters are those from `within` in the raw chunk on. */
export interface Cut {
  readonly at: number;
  readonly within: number;
}
export interface Dedented {
  readonly text: string;
  readonly cuts: readonly Cut[];
}

/** What JavaScript makes an author escape in a template; all other backslashes are SQL's own. */
const escaped = /\\(`|\$\{|\\(?=`))/g;

/** Takes the common indentation and the blank first and last lines away. */
export function dedent(chunks: readonly string[]): readonly Dedented[] {
  const last = chunks.length - 1;
  const indents = chunks.flatMap((chunk, i) => indentsOf(chunk, i < last));
  const indent = indents.length === 0 ? 0 : Math.min(...indents);
  return chunks.map((chunk, i) => {
    const lines = chunk.split('\n');
    const opens = i === 0 && lines.length > 1 && (lines[0] ?? '').trim() === '';
    const cuts: Cut[] = [];
    let text = '';
    let within = 0;
    lines.forEach((line, j) => {
      if (j > (opens ? 1 : 0)) {
        cuts.push({ at: text.length, within: within - 1 });
        text += '\n';
      }
      if (j > 0 || !opens) {
        let from = j === 0 ? 0 : Math.min(indent, indentOf(line));
        for (const match of line.matchAll(escaped)) {
          if (match.index < from) continue;
          cuts.push({ at: text.length, within: within + from });
          text += line.slice(from, match.index) + (match[1] === '${' ? '$${' : (match[1] ?? ''));
          from = match.index + match[0].length;
        }
        cuts.push({ at: text.length, within: within + from });
        text += line.slice(from);
      }
      within += line.length + 1;
    });
    return { text: i === last ? text.trimEnd() : text, cuts };
  });
}

/** Indents of the lines that begin in a chunk and hold something; a value follows the last line of all chunks but one. */
function indentsOf(chunk: string, valueFollows: boolean): readonly number[] {
  const lines = chunk.split('\n').slice(1);
  return lines.filter((line, i) => line.trim() !== '' || (valueFollows && i === lines.length - 1)).map(indentOf);
}

function indentOf(line: string): number {
  return /^[ \t]*/.exec(line)?.[0].length ?? 0;
}
