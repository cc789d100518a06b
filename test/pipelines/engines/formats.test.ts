/** Table formats in the programs of engines: what Iceberg needs on Spark, and that nothing else changes. */
import { lowerTask } from '../../../pipelines/engines';
import { inFormat } from '../../oracle/formats';
import { sixModes } from '../../oracle/six_modes';

const delta = sixModes('${LANDING}/*.jsonl');
const iceberg = inFormat(delta, 'iceberg');
/** How many statements a task's commit, its change table's and its quarantine's take. */
const sizes = (task: string): readonly number[] => {
  const { commit, changes, quarantine } = lowerTask(iceberg, task, 'spark');
  return [commit.length, changes.length, quarantine.length];
};

test('a program of a Delta table says nothing of formats', () => {
  for (const task of delta.order) {
    for (const engine of ['duckdb', 'spark'] as const) {
      expect(JSON.stringify(lowerTask(delta, task, engine).relations)).not.toContain('format');
    }
  }
});

test('every relation of an Iceberg table names the format', () => {
  for (const task of iceberg.order) {
    for (const engine of ['duckdb', 'spark'] as const) {
      const formats = lowerTask(iceberg, task, engine).relations.map((relation) => relation.format);
      expect(new Set(formats)).toEqual(new Set(['iceberg']));
    }
  }
});

test('on DuckDB an Iceberg table is filled by the same statements', () => {
  for (const task of delta.order) {
    const { relations: _, ...other } = lowerTask(delta, task, 'duckdb');
    expect(lowerTask(iceberg, task, 'duckdb')).toEqual({ ...other, relations: expect.anything() as unknown });
  }
});

test('what Delta replaces by a condition in one statement is deleted and inserted in Iceberg', () => {
  const { commit } = lowerTask(iceberg, 'modes/silver.appended', 'spark');
  expect(commit.map(({ sql }) => sql.split(' ').slice(0, 3).join(' '))).toEqual([
    'DELETE FROM ${silver.appended}',
    'INSERT INTO ${silver.appended}',
  ]);
  expect(commit.map(({ parameters }) => Object.keys(parameters))).toEqual([['interval_start'], []]);
  expect(JSON.stringify(commit)).not.toContain('REPLACE WHERE');
});

test('merges and overwrites are the same single statement in both formats', () => {
  for (const task of ['silver.merged', 'silver.overwritten', 'silver.partitioned'].map((name) => `modes/${name}`)) {
    expect(lowerTask(iceberg, task, 'spark').commit).toEqual(lowerTask(delta, task, 'spark').commit);
    expect(sizes(task)).toEqual([1, 0, 2]);
  }
  expect(sizes('modes/silver.versions')).toEqual([1, 2, 2]);
});
