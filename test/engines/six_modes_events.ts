/** Two days of events for the plan of the six modes: changes, duplicates, broken and late rows. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Event } from '../oracle/six_modes';

const event = (
  id: number | null,
  name: string | null,
  country: string | null,
  amount: string | null,
  at: string,
  seq: number | null,
): Event => ({ id, name, country, amount, at, seq });

export const dayOne: readonly Event[] = [
  event(1, 'a', 'DE', '1.00', '2026-01-01T08:00:00Z', 1),
  event(1, 'a', 'DE', '1.25', '2026-01-01T08:30:00Z', 2),
  event(2, 'b', 'CH', '2.00', '2026-01-01T09:00:00Z', null),
  event(3, null, null, null, '2026-01-01T10:00:00.000001Z', 1),
  event(null, 'd', 'DE', '-1.00', '2026-01-01T11:00:00Z', 1),
];

export const dayTwo: readonly Event[] = [
  event(1, 'x', 'CH', '1.00', '2026-01-02T08:00:00Z', 2),
  event(1, 'x', 'CH', '1.50', '2026-01-02T08:00:00Z', 3),
  event(2, 'b', 'CH', '2.50', '2026-01-02T09:00:00Z', 2),
  event(2, 'b', 'CH', '2.50', '2026-01-02T09:00:00Z', 2),
  event(4, 'odd', 'DE', '4.00', '2026-01-02T10:00:00Z', 1),
  event(5, 'é "q"', null, '-2.00', '2026-01-02T11:00:00Z', 1),
  // Late: of the day before.
  event(3, 'z', null, '3.50', '2026-01-01T12:00:00Z', 2),
];

export const intervals = [
  { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' },
  { from: '2026-01-02T00:00:00Z', to: '2026-01-03T00:00:00Z' },
] as const;

export function land(landing: string, name: string, events: readonly Event[]): void {
  writeFileSync(join(landing, name), events.map((e) => `${JSON.stringify(e)}\n`).join(''));
}
