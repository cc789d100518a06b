import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readProject } from '../../cli/project';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lakewright-project-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const told = (data: unknown): string => {
  writeFileSync(join(folder, 'lakewright.json'), JSON.stringify(data));
  try {
    readProject(folder);
    return '';
  } catch (error) {
    return String(error);
  }
};

test.each([
  [{}, 'domain is missing; expected a text; definitions is missing; expected a list'],
  [[], 'expected a mapping, as in {"domain"'],
  [{ domain: 'Shop', definitions: ['a.yaml'] }, 'domain: expected lower-case letters, digits and _'],
  [{ domain: 'shop', definitions: 'a.yaml' }, 'definitions: expected a list, found "a.yaml"'],
  [{ domain: 'shop', definitions: ['a.yaml', 5] }, 'definitions.1: expected a text, found 5'],
  [{ domain: 'shop', definitions: ['a.yaml'], parameters: { IN: 3 } }, 'parameters.IN: expected a text, found 3'],
])('%j', (data, says) => {
  expect(told(data)).toContain(says);
});

test('a folder that is not there is not looked for above', () => {
  expect(told({ domain: 'shop', definitions: ['a.yaml'] })).toBe('');
  mkdirSync(join(folder, 'below'));
  expect(readProject(join(folder, 'below')).folder).toBe(folder);
  expect(() => readProject(join(folder, 'nowhere'))).toThrow(/--project: there is no folder '.*nowhere'/);
  writeFileSync(join(folder, 'a.yaml'), '');
  expect(() => readProject(join(folder, 'a.yaml'))).toThrow(/--project: '.*a\.yaml' is a file/);
});

test.each([
  ['{\n  "domain": "shop",\n}', 'lakewright.json:3:1: no JSON: Expected double-quoted property name'],
  ['{\n  "domain": shop }', 'lakewright.json: no JSON: Unexpected token'],
  ['{ "domain":', 'lakewright.json:1:12: no JSON: Unexpected end'],
  ['', 'lakewright.json:1:1: no JSON: Unexpected end'],
])('what is no JSON is told with its place: %j', (text, says) => {
  writeFileSync(join(folder, 'lakewright.json'), text);
  expect(() => readProject(folder)).toThrow(says);
});
