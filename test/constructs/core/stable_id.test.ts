/** Ids that are made of values: the same in every synthesis, and never the same for two values. */
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { App, Fn, formerly, idOf, TerraformStack } from '../../../constructs/core';

const stack = () => new TerraformStack(new App({ skipValidation: true }), 'test');

test.each(['sg-0123', 'arn_x.y', 'A'])('%s is its own id', (value) => {
  expect(idOf(stack(), value)).toBe(value);
});

test('values that differ in a sign alone have ids that differ', () => {
  const ids = ['10.0.0.0/16', '10.0.0.0-16', '10.0.0.0:16', '10.0.0.0/16/'].map((value) => idOf(stack(), value));
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids[0]).toMatch(/^10\.0\.0\.0-16-[0-9a-f]{8}$/);
});

test('a token is what it refers to, whatever was made before it', () => {
  const one = stack();
  const other = stack();
  for (const id of ['x', 'y', 'z']) expect(new SecurityGroup(other, id, {}).id).toContain('TOKEN');
  const [a, b] = [one, other].map((each) => {
    const { id } = new SecurityGroup(each, 'clients', {});
    return [idOf(each, id), idOf(each, Fn.join('-', [id, 'x']))];
  });
  expect(a).toEqual(b);
  expect(a?.[0]).toMatch(/^aws_security_group\.clients\.id-[0-9a-f]{8}$/);
});

describe('where what it refers to is renamed', () => {
  const before = () => {
    const one = stack();
    return idOf(one, new SecurityGroup(one, 'clients', {}).id);
  };

  test('with a record of it, the id stays', () => {
    const one = stack();
    const group = new SecurityGroup(one, 'consumers', {});
    formerly(group, 'clients');
    expect(idOf(one, group.id)).toBe(before());
    // Not of one whose name begins alike.
    const other = new SecurityGroup(one, 'consumers-too', {});
    expect(idOf(one, other.id)).toMatch(/^aws_security_group\.consumers-too\.id-/);
  });

  test('a record that comes too late is refused', () => {
    const one = stack();
    const group = new SecurityGroup(one, 'consumers', {});
    idOf(one, group.id);
    expect(() => {
      formerly(group, 'clients');
    }).toThrow('test/consumers: formerly: a list has referred to it already');
  });
});
