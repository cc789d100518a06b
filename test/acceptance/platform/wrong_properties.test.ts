/** Properties that a program without types gives: each is refused by its name, at the construct's path, or does no harm. */
import * as props from '../../../constructs/core/props';
import { App, Construct, TerraformStack } from '../../../constructs/core';
import { Surroundings } from '../../constructs/aws/surroundings';
import type { Variant } from '../../constructs/aws/variant';
import { variants } from '../../constructs/aws/variants';

jest.mock('../../../constructs/core/props', () => {
  const actual: object = jest.requireActual('../../../constructs/core/props');
  return { ...actual, checkProps: jest.fn(Reflect.get(actual, 'checkProps') as () => void) };
});

type Given = Readonly<Record<string, unknown>>;
const newStack = () => new TerraformStack(new App({ skipValidation: true }), 'test');

/** What the variant that says all gives its construct. */
function propertiesOf(variant: Variant): { readonly stack: TerraformStack; readonly given: Given } {
  const stack = newStack();
  const check = jest.mocked(props.checkProps);
  check.mockClear();
  variant.all(stack, 'it', new Surroundings(stack, 'dev'));
  const call = check.mock.calls.find(([, , path]) => path === 'test/it');
  if (call === undefined) throw new Error(`${variant.construct.name} checks no properties`);
  return { stack, given: call[1] as Given };
}

let made = 0;
/** What is said of wrong properties; undefined where they are taken. */
function said(variant: Variant, stack: TerraformStack, given: Given): string | undefined {
  const scope = new Construct(stack, `try-${made++}`);
  try {
    Reflect.construct(variant.construct, [scope, 'it', given]);
    return undefined;
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}

const clear = (message: string): boolean => /^Error: test\/try-\d+\/it[/:]/.test(message);
const byName = variants.map((variant) => [variant.construct.name, variant] as const);

test.each(byName)('%s', (_, variant) => {
  const { stack, given } = propertiesOf(variant);
  const unclear: string[] = [];
  for (const [key, value] of Object.entries(given)) {
    const { [key]: __, ...without } = given;
    for (const [what, wrong] of [
      ['nothing', without],
      ['null', { ...given, [key]: null }],
      ['5', { ...given, [key]: 5 }],
      ['toString', { ...given, [key]: 'toString' }],
    ] as const) {
      const message = said(variant, stack, wrong);
      if (message !== undefined && !clear(message)) unclear.push(`${key} ${what}: ${message.slice(0, 150)}`);
    }
    // A flag that is a text would be true whatever it says.
    if (typeof value === 'boolean') {
      const message = said(variant, stack, { ...given, [key]: 'false' });
      if (message === undefined || !message.includes(`${key}: found "false"`))
        unclear.push(`${key} 'false': ${message ?? 'taken'}`);
    }
  }
  expect(unclear).toEqual([]);
});

test('values that no text can be made of are told too', () => {
  const ring: { self?: object } = {};
  ring.self = ring;
  const [variant] = variants;
  if (variant === undefined) throw new Error('there is no variant');
  const { stack, given } = propertiesOf(variant);
  for (const value of [ring, 5n, () => 5, Symbol('x')]) {
    expect(said(variant, stack, { ...given, region: value })).toMatch(/region: found/);
  }
});
