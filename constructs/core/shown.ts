const longest = 200;

/** A value as far as a line shows it; also one that no JSON can be made of. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = textOf(value);
  return text.length <= longest ? text : `${text.slice(0, longest)}...`;
}

function textOf(value: unknown): string {
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'function') return `a function${value.name === '' ? '' : ` '${value.name}'`}`;
  if (typeof value === 'symbol') return value.toString();
  try {
    return JSON.stringify(value);
  } catch {
    return 'what holds itself, or what no text can be made of';
  }
}
