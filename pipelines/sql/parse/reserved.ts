/** Words that end an expression or a relation, so that a name which is one of them needs back-quotes. */
export const reserved: ReadonlySet<string> = new Set(
  (
    'select from where group having order limit offset union except intersect minus join inner left right full cross ' +
    'semi anti natural on using case when then else end as and or not in is between like ilike rlike regexp null true ' +
    'false distinct exists qualify with over values lateral window cluster distribute sort by all any some div ' +
    'cast try_cast interval filter tablesample pivot unpivot'
  ).split(' '),
);

/** Spark reserves these for its own (functions without parentheses, time words) or newer releases do. */
const quotedToBeSafe: ReadonlySet<string> = new Set(
  'current_date current_timestamp current_time current_user session_user user date timestamp table array map struct'.split(
    ' ',
  ),
);

/** The name as Spark text: in back-quotes where it needs them. */
export function quoteName(name: string): string {
  const lower = name.toLowerCase();
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !reserved.has(lower) && !quotedToBeSafe.has(lower)) return name;
  return `\`${name.replaceAll('`', '``')}\``;
}
