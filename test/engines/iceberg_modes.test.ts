/** The write modes on Iceberg tables, held to DuckDB. */
import { inFormat } from '../oracle/formats';
import { sixModes } from '../oracle/six_modes';
import { sameAsDuckDb } from './same_as_duckdb';

jest.setTimeout(900_000);

sameAsDuckDb(inFormat(sixModes('${LANDING}/*.jsonl'), 'iceberg'));
