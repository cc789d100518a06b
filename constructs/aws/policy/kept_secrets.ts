/** What a resource would bring into the state that is a secret, by the table of what may be there. */
import { type StateSafeguard, type StateSecret, stateSecrets } from '../facts';
import { secretTexts } from './secret_texts';

type Properties = Readonly<Record<string, unknown>>;

/** The entries of the table for a type; `data.aws_ssm_parameter` is a data source. */
export const stateSecretsOf = (type: string): readonly StateSecret[] =>
  stateSecrets.filter((each) => each.type === type);

/** @returns one sentence for each attribute with which something is wrong */
export const keptSecrets = (type: string, properties: Properties): readonly string[] =>
  stateSecretsOf(type).flatMap((each) => problemsWith(each, properties));

function problemsWith(secret: StateSecret, properties: Properties): readonly string[] {
  const { attribute, keeps, safeguards = [], because, source } = secret;
  const inPlace = `${because} (${source})`;
  if (keeps === 'secret') return [`the state would keep a secret in clear; ${inPlace}`];
  const found = valuesAt(properties, attribute.split('.'));
  const kept =
    keeps === 'nothing'
      ? found.length > 0
        ? [`${attribute} is set, and the state would keep it in clear; expected it unset: ${inPlace}`]
        : []
      : keeps === 'text'
        ? found
            .flatMap((value) => secretTexts(value, attribute))
            .map((where) => `${where} is a secret, and the state would keep it in clear; ${inPlace}`)
        : [];
  const guarded = safeguards.length === 0 || safeguards.some((each) => isThere(each, properties));
  return guarded ? kept : [...kept, `${attribute}: expected ${safeguards.map(shown).join(' or ')}; ${inPlace}`];
}

function isThere({ property, values }: StateSafeguard, properties: Properties): boolean {
  const found = valuesAt(properties, property.split('.'));
  return found.length > 0 && found.every((value) => values === undefined || values.some((each) => each === value));
}

const shown = ({ property, values }: StateSafeguard): string =>
  values === undefined ? property : `${property} ${values.map(String).join(' or ')}`;

/** What is set at a path, in every block of it; a block is an object or a list of them. */
function valuesAt(value: unknown, [key, ...rest]: readonly string[]): readonly unknown[] {
  if (key === undefined) return value === undefined || value === null || value === '' ? [] : [value];
  if (Array.isArray(value)) return value.flatMap((each) => valuesAt(each, [key, ...rest]));
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).find(([name]) => name === key)?.[1] as unknown;
  return inner === undefined || (Array.isArray(inner) && inner.length === 0) ? [] : valuesAt(inner, rest);
}
