import { schedulerCron } from '../../../pipelines/targets';

describe('cron for EventBridge Scheduler', () => {
  test.each([
    ['0 2 * * *', 'cron(0 2 * * ? *)'],
    ['*/15 * * * *', 'cron(0,15,30,45 * * * ? *)'],
    ['5 8-10 * * *', 'cron(5 8,9,10 * * ? *)'],
    ['0 0 1 * *', 'cron(0 0 1 * ? *)'],
    ['0 0 1 JAN,jul *', 'cron(0 0 1 1,7 ? *)'],
    ['30 6 * * 1-5', 'cron(30 6 ? * 2,3,4,5,6 *)'],
    ['30 6 * * sun', 'cron(30 6 ? * 1 *)'],
    ['30 6 * * 0,7', 'cron(30 6 ? * 1 *)'],
    ['0 9-17/4 * * *', 'cron(0 9,13,17 * * ? *)'],
    ['10/20 * * * *', 'cron(10,30,50 * * * ? *)'],
  ])('%s is %s', (cron, expected) => {
    expect(schedulerCron(cron)).toBe(expected);
  });

  test.each([
    ['0 2 * *', /4 fields; expected five/],
    ['60 2 * * *', /minute: found '60'; expected 0 to 59/],
    ['0 2 * FEBR *', /month: found 'FEBR'/],
    ['0 2 10-5 * *', /day of month: found '10-5'/],
    ['0 2 1 * 1', /names both days of the month and of the week/],
  ])('%s is refused', (cron, message) => {
    expect(() => schedulerCron(cron)).toThrow(message);
  });
});
