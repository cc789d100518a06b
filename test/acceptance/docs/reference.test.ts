/** The pages of the constructs: every construct has one, and what is generated of it is what it would be now. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pages } from '../../../build/reference/pages';
import { idOf } from '../../constructs/aws/root_modules';
import { notEmulated } from '../../emulator/not_emulated';
import { variants } from '../../constructs/aws/variants';

const root = join(__dirname, '..', '..', '..');
const generated = pages(root);

test.each([...generated])('%s is up to date: `npm run docs` changes nothing', (path, text) => {
  expect(readFileSync(join(root, path), 'utf8')).toBe(text);
});

test('every construct has a page with an example, defaults with their sources, and its reference', () => {
  const wrong = variants.flatMap((variant) => {
    const path = `docs/constructs/${idOf(variant)}.md`;
    const page = generated.get(path);
    if (page === undefined) return [`${path} is missing`];
    const parts = [
      `<!-- reference: ${variant.construct.name} -->`,
      `<!-- example: examples/aws/${idOf(variant).replaceAll('-', '_')}.ts -->`,
      '## Defaults',
      '](https://',
    ];
    return parts.filter((part) => !page.includes(part)).map((part) => `${path} has no ${part}`);
  });
  expect(wrong).toEqual([]);
});

test('what is left out of the emulator is in docs/aws.md, with why and whose fault it is, and nothing else', () => {
  const text = readFileSync(join(root, 'docs/aws.md'), 'utf8');
  const [, table = ''] = text.split('| type | why | whose fault it is |\n|---|---|---|\n');
  const rows = Object.entries(notEmulated).map(([type, { reason, fault }]) => `| \`${type}\` | ${reason} | ${fault} |`);
  expect(table.trimEnd().split('\n')).toEqual(rows);
});
