/** Files by glob: `*` and `?` within a name, `**` over folders, `{a,b}`. */
import { readdirSync, statSync } from 'node:fs';
import { resolve } from 'node:path';

/** The pattern as an expression over whole paths with `/`. */
export function globExpression(pattern: string): RegExp {
  let text = '';
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern.charAt(i);
    if (pattern.startsWith('**/', i)) {
      text += '(?:[^/]+/)*';
      i += 2;
    } else if (pattern.startsWith('**', i)) {
      text += '.*';
      i += 1;
    } else if (c === '*') text += '[^/]*';
    else if (c === '?') text += '[^/]';
    else if (c === '{' && pattern.includes('}', i)) text += '(?:';
    else if (c === '}' && text.includes('(?:')) text += ')';
    else if (c === ',' && /\{[^}]*$/.test(pattern.slice(0, i))) text += '|';
    else text += c.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
  }
  return new RegExp(`^${text}$`);
}

/**
 * Paths of files that match, sorted; from `folder` unless the pattern is absolute. A pattern without wildcards is a file
 * that must be there.
 */
export function filesOf(folder: string, pattern: string): readonly string[] {
  const plain = pattern.replace(/^\.\//, '');
  if (!/[*?{]/.test(plain)) return isFile(resolve(folder, plain)) ? [plain] : [];
  const start = plain.split('/').findIndex((part) => /[*?{]/.test(part));
  const base = plain.split('/').slice(0, start).join('/');
  const expression = globExpression(plain);
  const found: string[] = [];
  const walk = (at: string) => {
    let entries;
    try {
      entries = readdirSync(resolve(folder, at === '' && plain.startsWith('/') ? '/' : at), { withFileTypes: true });
    } catch {
      return;
    }
    for (const entry of entries) {
      const path = at === '' && !plain.startsWith('/') ? entry.name : `${at}/${entry.name}`;
      if (entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.')) walk(path);
      else if (expression.test(path) && !path.endsWith('.d.ts') && isFile(resolve(folder, path))) found.push(path);
    }
  };
  walk(base);
  return found.sort();
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
