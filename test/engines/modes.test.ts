/** The write modes on Delta tables, held to DuckDB. */
import { sixModes } from '../oracle/six_modes';
import { sameAsDuckDb } from './same_as_duckdb';

jest.setTimeout(900_000);

// What a cluster sets: plans that adapt to what was read, stages compiled, rows in several partitions.
sameAsDuckDb(sixModes('${LANDING}/*.jsonl'), {
  'spark.sql.adaptive.enabled': 'true',
  'spark.sql.codegen.wholeStage': 'true',
  'spark.sql.shuffle.partitions': '3',
  'spark.sql.leafNodeDefaultParallelism': '2',
});
