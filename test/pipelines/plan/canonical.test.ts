import fc from 'fast-check';
import { canonicalJson, readableJson, sortKeys } from '../../../pipelines/plan';

test('keys are sorted at every depth, and nothing else changes', () => {
  expect(canonicalJson({ b: [{ d: 1, c: null }], a: 'x', u: undefined })).toBe('{"a":"x","b":[{"c":null,"d":1}]}');
});

test('the order in which keys were added does not show', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (object) => {
      const reversed = Object.fromEntries(Object.entries(object).reverse());
      expect(canonicalJson(reversed)).toBe(canonicalJson(object));
      expect(readableJson(reversed)).toBe(readableJson(object));
    }),
  );
});

test('it is JSON of the same value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const plain: unknown = JSON.parse(JSON.stringify(value));
      expect(JSON.parse(canonicalJson(plain))).toEqual(plain);
      expect(JSON.parse(JSON.stringify(sortKeys(plain)))).toEqual(plain);
    }),
  );
});

test('a key may have any name', () => {
  const hostile: unknown = JSON.parse('{"constructor":1,"__proto__":{"b":2,"a":1}}');
  expect(canonicalJson(hostile)).toBe('{"__proto__":{"a":1,"b":2},"constructor":1}');
  expect(JSON.stringify(sortKeys(hostile))).toBe('{"__proto__":{"a":1,"b":2},"constructor":1}');
});

test('texts are escaped as JSON escapes them, short and long', () => {
  const all = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code)).concat('\ud800', '\u2028', '\uffff');
  for (const text of all.flatMap((one) => [one, `a${one}b`, one.repeat(70)])) {
    expect(canonicalJson({ [text]: text })).toBe(`{${JSON.stringify(text)}:${JSON.stringify(text)}}`);
  }
});
