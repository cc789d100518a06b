/** A platform of many small pipelines: files in, one row a key, a daily sum. Each domain has a Plan and a bundle of its own. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from '../pipelines/compiler';
import {
  append,
  csv,
  daily,
  env,
  interval,
  merge,
  overwrite_partitions,
  pipeline,
  sql,
  table,
} from '../pipelines/definition';
import { written } from '../pipelines/definition';
import { writeBundle } from '../pipelines/bundle';
import type { DomainDeployment } from '../stacks';

/** @param folder for the bundles, a folder a domain */
export function platform(domains: number, pipelinesOfDomain: number, folder: string): readonly DomainDeployment[] {
  return Array.from({ length: domains }, (_, index) => {
    const domain = `d${String(index + 1).padStart(3, '0')}`;
    const definitions = Array.from({ length: pipelinesOfDomain }, (__, i) =>
      small(`${domain}_${String(i + 1).padStart(3, '0')}`),
    ).flat();
    const { plan, diagnostics } = compile(definitions.map(written), { domain });
    if (plan === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
    const bundle = join(folder, domain);
    mkdirSync(bundle, { recursive: true });
    writeBundle(plan, new Map(), bundle);
    return { plan, bundle };
  });
}

function small(name: string): readonly object[] {
  const arrived = table(`bronze.${name}`, { columns: { id: 'string?', amount: 'string?', at: 'string?' } });
  const known = table(`silver.${name}`, {
    columns: { id: 'string', amount: { type: 'decimal(12,2)', min: 0 }, at: 'timestamp' },
    key: ['id'],
  });
  const sums = table(`gold.${name}`, {
    columns: { day: 'date', amount: 'decimal(22,2)', rows: 'bigint' },
    key: ['day'],
    partition_by: ['day'],
  });
  return [
    arrived,
    known,
    sums,
    pipeline(name, {
      schedule: daily('02:00'),
      start: '2026-01-01',
      tasks: [
        append(arrived, { from: csv(`${env('LANDING')}/${name}/*.csv`) }),
        merge(known, {
          from: sql`
          select trim(id) as id, try_cast(amount as decimal(12,2)) as amount, try_cast(at as timestamp) as at
          from ${arrived}
          where ${interval.contains('_interval_start')}`,
          sequence_by: 'at',
        }),
        overwrite_partitions(sums, {
          from: sql`
          select cast(at as date) as day, cast(sum(amount) as decimal(22,2)) as amount, count(*) as rows
          from ${known}
          where ${interval.contains('at')}
          group by cast(at as date)`,
        }),
      ],
    }),
  ];
}
