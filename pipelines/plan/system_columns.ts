/** The columns that the kit adds to a table, by what fills it. */
import type { SystemColumn, TaskBody, WriteMode } from './schema';

const runId: SystemColumn = { name: '_run_id', type: 'string', nullable: false, provenance: true };
const loadedAt: SystemColumn = { name: '_loaded_at', type: 'timestamp', nullable: false, provenance: true };
const ingestedAt: SystemColumn = { name: '_ingested_at', type: 'timestamp', nullable: false, provenance: true };
/** Start of the interval whose run added the row: what makes an append repeatable. */
const intervalStart: SystemColumn = { name: '_interval_start', type: 'timestamp', nullable: false, provenance: false };
/** Path of the file below the folder that the ingest names. */
const sourceFile: SystemColumn = { name: '_source_file', type: 'string', nullable: false, provenance: false };
/** JSON object of what the declared columns did not take: unknown columns and ill-typed values, by column name. */
const rescued: SystemColumn = { name: '_rescued', type: 'string', nullable: true, provenance: false };
/** The text of a record that could not be parsed; its declared columns are null. */
const corrupt: SystemColumn = { name: '_corrupt', type: 'string', nullable: true, provenance: false };

/** @param history the surrogate key's name where the table keeps history */
export function systemColumns(
  body: TaskBody['kind'],
  mode: WriteMode['kind'],
  history: string | undefined,
): readonly SystemColumn[] {
  if (body === 'ingest') {
    return [rescued, corrupt, sourceFile, ...(mode === 'append' ? [intervalStart] : []), runId, ingestedAt];
  }
  const versions: readonly SystemColumn[] =
    history === undefined
      ? []
      : [
          { name: history, type: 'string', nullable: false, provenance: false },
          { name: 'valid_from', type: 'timestamp', nullable: false, provenance: false },
          { name: 'valid_to', type: 'timestamp', nullable: true, provenance: false },
          { name: 'is_current', type: 'boolean', nullable: false, provenance: false },
        ];
  return [...versions, ...(mode === 'append' ? [intervalStart] : []), runId, loadedAt];
}
