/** Fields of CSV and money as text. */

/** Quoted where CSV needs it. */
export function field(value: string): string {
  return /[",\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** `12.05` for 1205 cents. */
export function money(cents: number): string {
  const rest = cents % 100;
  return `${Math.floor(cents / 100)}.${rest < 10 ? '0' : ''}${rest}`;
}

/** `C0000042`: the prefix and the number in so many digits. */
export function identifier(prefix: string, number: number, digits: number): string {
  return prefix + String(number).padStart(digits, '0');
}

/** Letters and digits for an address of electronic mail: `Müller-Lüdenscheidt` is `muller-ludenscheidt`. */
export function slug(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ł', 'l')
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
}
