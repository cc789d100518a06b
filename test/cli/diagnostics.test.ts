import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codeFrame } from '../../cli/code_frame';
import { formatDiagnostic } from '../../cli/diagnostics';

let folder = '';
let file = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lakewright-frame-'));
  file = join(folder, 'orders.sql');
  writeFileSync(file, 'select\n  order_id,\n\tcustomr_id\nfrom orders\nwhere true\nlimit 5\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

test('the caret stands under the name, with two lines around it', () => {
  expect(codeFrame({ file, line: 3, column: 2 })?.split('\n')).toEqual([
    '  1 | select',
    '  2 |   order_id,',
    '> 3 | \tcustomr_id',
    '    | \t^^^^^^^^^^',
    '  4 | from orders',
    '  5 | where true',
  ]);
});

test('at the first line of a file there is nothing above', () => {
  expect(codeFrame({ file, line: 1, column: 1 })?.split('\n')[0]).toBe('> 1 | select');
});

test('a place that is not there has no frame', () => {
  expect(codeFrame({ file: join(folder, 'gone.sql'), line: 1, column: 1 })).toBeUndefined();
  expect(codeFrame({ file, line: 99, column: 1 })).toBeUndefined();
});

test('a diagnostic says severity, code, message, place, frame and hint', () => {
  const text = formatDiagnostic({
    code: 'unknown-column',
    severity: 'error',
    message: "there is no column 'customr_id'",
    path: 'pipelines.sales.tasks.2.from',
    at: { file, line: 3, column: 2 },
    hint: "did you mean 'customer_id'?",
  });
  expect(text).toContain("error [unknown-column] there is no column 'customr_id'");
  expect(text).toContain(`${file}:3:2  pipelines.sales.tasks.2.from`);
  expect(text).toContain('> 3 | \tcustomr_id');
  expect(text).toContain("hint: did you mean 'customer_id'?");
});
