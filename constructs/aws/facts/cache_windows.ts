/** When ElastiCache takes snapshots and when it maintains: an hour or more each, and never at the same time. */

const api = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html';
const overlapSource = 'https://github.com/hashicorp/terraform/issues/17247';
const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
const day = 24 * 60;
const week = 7 * day;
const least = 60;

interface Window {
  /** Minutes from the beginning of the week. */
  readonly start: number;
  readonly minutes: number;
}

const minute = (hours: string, minutes: string): number => Number(hours) * 60 + Number(minutes);
const time = '([01]\\d|2[0-3]):([0-5]\\d)';

function snapshotWindow(text: string): Window | undefined {
  const [, h1, m1, h2, m2] = new RegExp(`^${time}-${time}$`).exec(text) ?? [];
  if (h1 === undefined || m1 === undefined || h2 === undefined || m2 === undefined) return undefined;
  const start = minute(h1, m1);
  return { start, minutes: (minute(h2, m2) - start + day) % day };
}

function maintenanceWindow(text: string): Window | undefined {
  const weekday = `(${days.join('|')})`;
  const [, d1, h1, m1, d2, h2, m2] = new RegExp(`^${weekday}:${time}-${weekday}:${time}$`).exec(text) ?? [];
  if (h1 === undefined || m1 === undefined || h2 === undefined || m2 === undefined) return undefined;
  const at = (name: string | undefined, hours: string, minutes: string): number =>
    days.findIndex((each) => each === name) * day + minute(hours, minutes);
  const start = at(d1, h1, m1);
  return { start, minutes: (at(d2, h2, m2) - start + week) % week };
}

/** Whether one begins within the other, once around the week. */
const overlap = (a: Window, b: Window): boolean =>
  (b.start - a.start + week) % week < a.minutes || (a.start - b.start + week) % week < b.minutes;

/** What is wrong with the two, each in one sentence. */
export function cacheWindowProblems(snapshot: string, maintenance: string): readonly string[] {
  const taken = snapshotWindow(snapshot);
  const maintained = maintenanceWindow(maintenance);
  const problems = [
    ...(taken !== undefined && taken.minutes >= least
      ? []
      : [`snapshotWindow: found "${snapshot}"; expected an hour or more such as 01:00-02:00, in UTC (${api})`]),
    ...(maintained !== undefined && maintained.minutes >= least
      ? []
      : [
          `maintenanceWindow: found "${maintenance}"; expected an hour or more such as sun:03:00-sun:04:00, in UTC (${api})`,
        ]),
  ];
  if (problems.length > 0 || taken === undefined || maintained === undefined) return problems;
  const daily = days.map((_, i) => ({ ...taken, start: taken.start + i * day }));
  return daily.some((each) => overlap(each, maintained))
    ? [`snapshotWindow: found "${snapshot}"; expected not to overlap with ${maintenance} (${overlapSource})`]
    : [];
}
