/** Files that fail a task, by their names. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database } from '../../../../pipelines/local/database';
import { readFiles } from './staged';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lakewright-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const parquet = { format: 'parquet', columns: [{ name: 'id', type: 'bigint' }] } as const;

test('a file that is not Parquet', async () => {
  const file = join(folder, 'orders.parquet');
  writeFileSync(file, 'id\n1\n');
  await expect(readFiles([file], parquet)).rejects.toThrow(/^orders\.parquet cannot be read as Parquet: /);
});

test('a type that nothing can hold', async () => {
  const file = join(folder, 'orders.parquet');
  const database = await Database.open(':memory:');
  await database.run(`COPY (SELECT 1 AS id, TIME '12:00:00' AS clock) TO '${file}' (FORMAT parquet)`);
  database.close();
  await expect(readFiles([file], parquet)).rejects.toThrow(
    "orders.parquet, column 'clock': a value of type TIME cannot be kept in _rescued; declare the column, or leave it out of the file",
  );
});
