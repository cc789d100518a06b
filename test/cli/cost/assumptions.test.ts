/** What a caller may assume. */
import { assumptionsOf } from '../../../cli/cost/assumptions';
import { costSchema } from '../../../environments/cost';

const said = costSchema.parse({});

test('a number takes the place of what the file says', () => {
  expect(assumptionsOf(said, ['landingGb=7.5'])).toEqual({ ...said, landingGb: 7.5 });
});

test.each([
  [`tablesGb=${'9'.repeat(400)}`, /^--assume: found tablesGb=9{30}\.\.\.; expected a number of 0 or more, at most 1/],
  ['tablesGb=-1', /^--assume: found tablesGb=-1; expected a number of 0 or more/],
  ['tablesGb=1e5', /^--assume: found tablesGb=1e5; expected a number of 0 or more/],
  ['tablesGb', /^--assume: found 'tablesGb'; expected a name and a number: landingGb=500$/],
])('%.20s is refused', (given, message) => {
  expect(() => assumptionsOf(said, [given])).toThrow(
    expect.objectContaining({ name: 'WrongUsage', message: expect.stringMatching(message) }),
  );
});
