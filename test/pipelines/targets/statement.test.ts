/** What IAM asks of a policy: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html */
import { policyDocument, type Statement } from '../../../pipelines/targets';

const publish = (topic: string): Statement => ({ sid: 'Publish', actions: ['sns:Publish'], resources: [topic] });
const idsOf = (statements: readonly Statement[]): readonly unknown[] =>
  (JSON.parse(policyDocument(statements)) as { Statement: readonly { Sid?: unknown }[] }).Statement.map(
    ({ Sid }) => Sid,
  );

test('an id is there once', () => {
  expect(idsOf([publish('a'), publish('b'), publish('c')])).toEqual(['Publish', 'Publish2', 'Publish3']);
  expect(idsOf([publish('a'), { ...publish('b'), sid: 'Publish2' }, publish('c')])).toEqual([
    'Publish',
    'Publish2',
    'Publish3',
  ]);
  expect(idsOf([publish('a'), publish('b'), { ...publish('c'), sid: 'Publish2' }])).toEqual([
    'Publish',
    'Publish2',
    'Publish22',
  ]);
});

test('what is granted twice is written once', () => {
  expect(idsOf([publish('a'), publish('a'), publish('b')])).toEqual(['Publish', 'Publish2']);
});

test('statements without an id stay without', () => {
  expect(idsOf([{ actions: ['s3:GetObject'], resources: ['a'] }, publish('a')])).toEqual([undefined, 'Publish']);
});

test.each(['Read-Only', 'read only', ''])('%j is no id', (sid) => {
  expect(() => policyDocument([{ ...publish('a'), sid }])).toThrow(`statement '${sid}': expected an id of letters`);
});
