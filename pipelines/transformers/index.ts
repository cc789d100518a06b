/** Named transformers: parameters -> SQL. */
export { column_name, column_ref, table_name } from './parameters';
export type { Transformer } from './transformer';
export { deduplicate } from './deduplicate';
export { drop_exact_duplicates } from './drop_exact_duplicates';
export { resolve_key } from './resolve_key';
export { trim_strings } from './trim_strings';
