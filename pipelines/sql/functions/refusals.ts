/** Functions of Spark that no portable query has, and what to write instead. */
export interface Refusal {
  readonly code: 'not-repeatable' | 'not-portable';
  readonly message: string;
  readonly hint?: string;
}

const random: Refusal = {
  code: 'not-repeatable',
  message: 'gives another value on every run',
  hint: 'derive it from a key, with sha2 or md5',
};
const clock: Refusal = {
  code: 'not-repeatable',
  message: 'reads the clock',
  hint: "write current_timestamp(), which is the interval's end",
};
const approximate: Refusal = {
  code: 'not-portable',
  message: 'is approximate, each engine in its own way',
  hint: 'count(distinct ...) and percentile are exact',
};
const unordered: Refusal = {
  code: 'not-repeatable',
  message: 'numbers rows as they happen to come',
  hint: 'row_number() over (order by ...)',
};

export const refusals: ReadonlyMap<string, Refusal> = new Map<string, Refusal>([
  ...['rand', 'random', 'randn', 'uuid', 'shuffle'].map((n) => [n, random] as const),
  ...['now', 'localtimestamp', 'curdate', 'unix_timestamp_now'].map((n) => [n, clock] as const),
  ...['approx_count_distinct', 'approx_percentile', 'percentile_approx', 'count_min_sketch'].map(
    (n) => [n, approximate] as const,
  ),
  ...['monotonically_increasing_id', 'spark_partition_id', 'input_file_name'].map((n) => [n, unordered] as const),
]);
