import { checkQuery } from '../../../pipelines/sql';
import { shop } from './tables';

/** The place is marked in the text: «here». */
const wrong: readonly (readonly [marked: string, message: string | RegExp, hint?: string])[] = [
  ['«selec» 1', "expected a query ('select', 'with' or 'values'), found 'selec'"],
  [
    'select a, «from» ${silver.orders}',
    "expected a column before 'from'",
    "drop the comma before 'from', or name a column",
  ],
  ['select * «form» ${silver.orders}', "expected the end of the query, found 'form'", "did you mean 'from'?"],
  ['select order_id «form» ${silver.orders}', /found/, "did you mean 'from' for 'form'?"],
  ['select order_id from ${silver.orders} «wher» order_id > 1', /found 'order_id'/, "did you mean 'where' for 'wher'?"],
  ["select 'it'«'s' as a", /./],
  ['select «(»1 + 2 as a', "expected ')' or ',' in the parenthesis, found 'as'"],
  ['select count«(»order_id', "the '(' of the call of 'count' is not closed", "close it with ')'"],
  [
    'select «tri_cast»(order_id as int) as a from ${silver.orders}',
    "'tri_cast' takes no 'as'",
    "did you mean 'try_cast'?",
  ],
  [
    'select «abs»(order_id as int) as a from ${silver.orders}',
    "'abs' takes no 'as'",
    "'as' belongs in cast(x as type) and try_cast(x as type)",
  ],
  ["select «'»abc from ${silver.orders}", 'this string is not closed', "close it with '"],
  ['select 1 «/*» never closed', 'this comment is not closed', "close it with '*/'"],
  ['select «1abc» as a', "'1abc' is neither a number nor a name", 'put names that begin with a digit in back-quotes'],
  ['select «é» as a', "unexpected character 'é'", 'put names with such letters in back-quotes'],
  ['select a from «silver.orders»', 'a table is written ${silver.orders}', 'write ${silver.orders}'],
  [
    'select a from ${silver.orders} join ${silver.customers} «where» a = 1',
    'this inner join has no condition',
    "add 'on ...' or 'using (...)', or write 'cross join'",
  ],
  ['select cast(a as «varchar») as b from ${silver.orders}', "'varchar' is no type", "write 'string'"],
  [
    'select cast(a as «decimal(40,2)») as b from ${silver.orders}',
    "'decimal(40,2)' is no type",
    'a decimal has 1 to 38 digits: decimal(12,2)',
  ],
  ['select cast(a as «strng») as b from ${silver.orders}', "'strng' is no type", "did you mean 'string'?"],
  ["select date«'2024-02-30'» as d", /is no date/],
  [
    'select a from ${silver.orders} group by a «where» a > 1',
    "'where' stands in the wrong place",
    'the order is: from, where, group by, having, qualify, order by, limit',
  ],
  ['select «case» when true then 1 as a', /./],
  ['select case a «end» as b', "expected 'when' in the case, found 'end'"],
  [
    'select a from ${silver.orders} where a in («)»',
    "the list of 'in' is empty",
    'give it a value, or drop the condition',
  ],
  ['select 1 as «order»', "'order' is a reserved word, not the name of a column", 'write `order`'],
  [
    'select a from ${silver.orders} «natural» join ${silver.customers}',
    'a natural join is not in the portable subset',
    "name the columns: 'using (...)'",
  ],
  [
    'select sum(a) over «w» from ${silver.orders}',
    'named windows are not in the portable subset',
    "write the window after 'over' in parentheses",
  ],
  ['select a from ${silver.orders} «tablesample» (10 percent)', "'tablesample': a random sample is not repeatable"],
  ['select 1«)»', "this ')' closes nothing"],
  ['select «300Y» as a', '300Y is no tinyint'],
  ['select interval 1 «fortnight» + order_date as d from ${silver.orders}', /is no unit of an interval/],
];

it.each(wrong.map(([marked, ...rest]) => [marked, rest] as const))('%s', (marked, [message, hint]) => {
  const parts = /^([^«]*)«([^»]*)»?([\s\S]*)$/.exec(marked);
  const [, before = '', place = ''] = parts ?? [];
  const text = marked.replace('«', '').replace('»', '');
  const { issues } = checkQuery(text, shop);
  expect(issues).toHaveLength(1);
  const [issue] = issues;
  expect(issue?.code).toBe('syntax');
  if (typeof message === 'string') {
    expect(issue?.message).toBe(message);
    if (place !== '' && !message.startsWith("expected ')'")) {
      expect([issue?.start, text.slice(issue?.start, issue?.end)]).toEqual([before.length, place]);
    }
  } else expect(issue?.message).toMatch(message);
  if (hint !== undefined) expect(issue?.hint).toBe(hint);
});

it('says why two quotes in a row are refused', () => {
  const [issue] = checkQuery("select 'it''s' as a", shop).issues;
  expect(issue).toMatchObject({ start: 10, end: 12, hint: "write \\' for a quote within a string" });
});

it('does not exhaust the stack on deep nesting', () => {
  const { issues } = checkQuery(`select ${'('.repeat(5000)}1${')'.repeat(5000)} as a`, shop);
  expect(issues.map((i) => i.code)).toEqual(['syntax']);
});

it('reads what a backslash means within a string', () => {
  const { issues } = checkQuery("select 'a\\'b\\\\c\\n\\u0041\\x' as s, r'\\d+' as r, \"double\" as d", shop);
  expect(issues).toEqual([]);
});
