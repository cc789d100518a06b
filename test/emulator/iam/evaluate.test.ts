import type { Statement } from '../../../pipelines/targets';
import { type AwsRequest, evaluate } from './evaluate';

const object = 'arn:aws:s3:::lake/sales/orders/part-0.parquet';
const request = (change: Partial<AwsRequest> = {}): AwsRequest => ({
  action: 's3:GetObject',
  resource: object,
  context: {},
  ...change,
});
const allow = (change: Partial<Statement> = {}): Statement => ({
  actions: ['s3:GetObject'],
  resources: ['arn:aws:s3:::lake/sales/orders/*'],
  ...change,
});

describe('the evaluator', () => {
  test('allows what a statement names, and nothing besides', () => {
    expect(evaluate([allow()], request())).toBe('allowed');
    expect(evaluate([allow()], request({ action: 's3:PutObject' }))).toBe('not allowed');
    expect(evaluate([allow()], request({ resource: 'arn:aws:s3:::lake/sales/orders_items/part-0' }))).toBe(
      'not allowed',
    );
    expect(evaluate([], request())).toBe('not allowed');
  });

  test('lets an explicit deny win', () => {
    expect(evaluate([allow(), allow({ effect: 'Deny' })], request())).toBe('denied explicitly');
  });

  test('takes actions without case, resources with it, and wildcards in both', () => {
    expect(evaluate([allow({ actions: ['S3:get*'] })], request())).toBe('allowed');
    expect(evaluate([allow({ resources: ['arn:aws:s3:::lake/SALES/*'] })], request())).toBe('not allowed');
    expect(evaluate([allow({ resources: ['arn:aws:s3:::lake/sales/order?/*'] })], request())).toBe('allowed');
    expect(evaluate([allow({ resources: ['arn:aws:s3:::lake/sales.orders/*'] })], request())).toBe('not allowed');
  });

  test.each([
    ['StringEquals', { k: ['a'] }, 'a', true],
    ['StringEquals', { k: ['a'] }, 'ab', false],
    ['StringEquals', { k: ['a'] }, undefined, false],
    ['StringLike', { k: ['a*'] }, 'ab', true],
    ['ForAllValues:StringEquals', { k: ['a', 'b'] }, 'b', true],
    ['ForAllValues:StringEquals', { k: ['a', 'b'] }, 'c', false],
    ['ForAllValues:StringEquals', { k: ['a'] }, undefined, true],
    ['Null', { k: 'true' }, undefined, true],
    ['Null', { k: 'true' }, 'a', false],
    ['Bool', { k: 'true' }, 'True', true],
  ])('%s %j with value %s holds: %s', (operator, keys, value, holds) => {
    const context = value === undefined ? {} : { k: [value] };
    expect(evaluate([allow({ conditions: { [operator]: keys } })], request({ context }))).toBe(
      holds ? 'allowed' : 'not allowed',
    );
  });

  test('needs all operators and all keys', () => {
    const conditions = { StringEquals: { a: 'x', b: 'y' } };
    expect(evaluate([allow({ conditions })], request({ context: { a: ['x'] } }))).toBe('not allowed');
    expect(evaluate([allow({ conditions })], request({ context: { a: ['x'], b: ['y'] } }))).toBe('allowed');
  });

  test('refuses an operator that it does not know', () => {
    expect(() => evaluate([allow({ conditions: { NumericLessThan: { k: '1' } } })], request())).toThrow(
      "'NumericLessThan'",
    );
  });
});
