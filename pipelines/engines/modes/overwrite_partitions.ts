import { column, type Lowering, type Mode, plain, quotedNames, replacement } from '../context';

/** Replaces the partitions that the accepted rows are in. */
export function overwritePartitions(of: Lowering): Mode {
  const { dialect, table, target } = of;
  if (table.partition_by.length === 0) {
    throw new Error(`${of.task.id}: overwrite_partitions needs a contract with partition_by; ${table.id} has none`);
  }
  const by = table.partition_by.map((c) => dialect.quote(c));
  const same = table.partition_by.map((c) => dialect.same(column(dialect, c, 't'), column(dialect, c, 's')));
  return {
    ...plain,
    measureChange: replacement(
      of,
      () =>
        `SELECT count(*) FROM ${target} AS t JOIN (SELECT DISTINCT ${by.join(', ')} FROM lw_accepted) AS s ON ${same.join(' AND ')}`,
    ),
    commit: dialect.replacePartitions(target, quotedNames(of), by, 'lw_accepted'),
  };
}
