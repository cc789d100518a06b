/** The table of what others own: sourced, in order, and what the constructs ignore. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ignoredAttributes, mirroredAttributes, ownedAttributes } from '../../../constructs/aws/facts/drift';

const root = join(__dirname, '..', '..', '..');

test('each attribute is there once and has a source', () => {
  const names = ownedAttributes.map(({ type, attribute }) => `${type}.${attribute}`);
  expect(new Set(names).size).toBe(names.length);
  for (const { source, because } of ownedAttributes) {
    expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
    expect(because).not.toBe('');
  }
  const types = ownedAttributes.map(({ type }) => type);
  expect(types).toEqual([...types].sort());
  const mirrored = mirroredAttributes.map(({ type }) => type);
  expect(mirrored).toEqual([...mirrored].sort());
});

test('what the provider only reads is not ignored, what it sets is', () => {
  expect(ignoredAttributes('aws_emr_instance_group')).toEqual(['instance_count']);
  expect(ignoredAttributes('aws_emr_cluster', 'core_instance_fleet')).toEqual([
    'core_instance_fleet[0].target_on_demand_capacity',
    'core_instance_fleet[0].target_spot_capacity',
  ]);
  expect(ignoredAttributes('aws_sqs_queue')).toEqual([]);
});

test('constructs take what they ignore from the table', () => {
  const files = readdirSync(join(root, 'constructs', 'aws'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  const own = files.flatMap((name) =>
    [...readFileSync(join(root, 'constructs', 'aws', name), 'utf8').matchAll(/ignoreChanges: \[['"].*/g)].map(
      ([line]) => `${name}: ${line}`,
    ),
  );
  expect(own).toEqual([]);
});
