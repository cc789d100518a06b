/** What a cluster's software is told, by classification. */
import { deltaConfigurations } from '../facts';

/** Settings by classification: `{ 'spark-defaults': { 'spark.sql.shuffle.partitions': '64' } }`. */
export type Configurations = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Ours, and `given` over them; in the order of their names, so that the same settings give the same text. */
export function configurationsOf(given: Configurations = {}): readonly Readonly<Record<string, unknown>>[] {
  const all: Configurations = { ...deltaConfigurations, ...given };
  return Object.keys(all)
    .sort()
    .map((Classification) => ({
      Classification,
      Properties: sorted({ ...lookUp(deltaConfigurations, Classification), ...given[Classification] }),
    }));
}

export const configurationsJson = (given?: Configurations): string => JSON.stringify(configurationsOf(given));

const lookUp = (configurations: Configurations, name: string): Readonly<Record<string, string>> =>
  configurations[name] ?? {};

const sorted = (properties: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(properties).sort(([a], [b]) => (a < b ? -1 : 1)));
