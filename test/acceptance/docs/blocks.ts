/** The fenced blocks of a Markdown file. */

export interface Block {
  readonly language: string;
  readonly text: string;
  /** The line of the fence, from 1. */
  readonly line: number;
  /** The path that the sentence before names, when it ends with it: "`pipelines/sales.ts`:". */
  readonly path: string | undefined;
  /** Whether `<!-- in the repository -->` stands before it: it runs there, not in a project of its own. */
  readonly inRepository: boolean;
}

export function blocksOf(markdown: string): readonly Block[] {
  const blocks: Block[] = [];
  const lines = markdown.split('\n');
  let before = '';
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    const fence = /^(\s*)(```+)(\w*)\s*$/.exec(line);
    if (fence === null) {
      if (line.trim() !== '') before = line.trim();
      continue;
    }
    const [, indent = '', ticks = '', language = ''] = fence;
    const start = i;
    const text: string[] = [];
    for (i++; i < lines.length && (lines[i] ?? '').trim() !== ticks; i++)
      text.push((lines[i] ?? '').slice(indent.length));
    blocks.push({
      language,
      text: `${text.join('\n')}\n`,
      line: start + 1,
      path: /`([\w./-]+\.\w+)`:$/.exec(before)?.[1],
      inRepository: before === '<!-- in the repository -->',
    });
    before = '';
  }
  return blocks;
}

/** The commands of a `sh` block: a line each, comments and line ends with a backslash taken out. */
export function commandsOf(text: string): readonly string[] {
  return text
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .map((line) => line.replace(/\s+#\s.*$/, '').trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}
