/** Days and times of day as text, without a Date for each row. */
const dayMilliseconds = 86_400_000;

export const secondsOfDay = 86_400;

/** `09:05:00` for each second of a day. */
const times: readonly string[] = Array.from({ length: secondsOfDay }, (_, second) => {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}`;
});

export class Calendar {
  private readonly first: number;
  private readonly names = new Map<number, string>();

  /** @param start `yyyy-mm-dd`, which is day 1 */
  constructor(start: string) {
    this.first = Date.parse(`${start}T00:00:00Z`);
  }

  /** `2026-01-02` for day 2; days before the first are 0, -1, ... */
  day(day: number): string {
    let name = this.names.get(day);
    if (name === undefined) {
      name = new Date(this.first + (day - 1) * dayMilliseconds).toISOString().slice(0, 10);
      this.names.set(day, name);
    }
    return name;
  }

  /** `2026-01-02 09:05:00` */
  at(day: number, second: number): string {
    return `${this.day(day)} ${times[second] ?? '00:00:00'}`;
  }
}
