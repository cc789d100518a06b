/** AWS CloudTrail: what a trail is told to record, what it needs of others, its limits. */
import { arn, bucketArn, type Naming } from '../../../environments';
import type { Statement } from '../../../pipelines/targets';
import { keyThrough } from './key_use';
import type { ServiceFacts } from './service_facts';

const limits = 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html';

/** Values of all conditions of all advanced selectors of a trail. */
export const selectorValues = { most: 500, source: limits } as const;

export const trailArn = (naming: Naming, trailName: string): string => arn(naming, 'cloudtrail', `trail/${trailName}`);

export interface FieldSelector {
  readonly field: string;
  readonly equalTo?: string[];
  readonly startsWith?: string[];
}

export interface EventSelector {
  readonly name: string;
  readonly fieldSelector: FieldSelector[];
}

/**
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
 * @param buckets whose objects' events are recorded
 * @param which of them
 */
export function eventSelectors(
  naming: Naming,
  buckets: readonly string[],
  which: 'all' | 'writes',
): readonly EventSelector[] {
  const category = (value: string): FieldSelector => ({ field: 'eventCategory', equalTo: [value] });
  const management = { name: 'Management', fieldSelector: [category('Management')] };
  if (buckets.length === 0) return [management];
  const objects = [
    category('Data'),
    { field: 'resources.type', equalTo: ['AWS::S3::Object'] },
    // With the slash: the bucket 'acme-gold' must not bring 'acme-gold-old' along.
    { field: 'resources.ARN', startsWith: buckets.map((bucket) => `${bucketArn(naming, bucket)}/`) },
    ...(which === 'writes' ? [{ field: 'readOnly', equalTo: ['false'] }] : []),
  ];
  return [management, { name: 'Objects', fieldSelector: objects }];
}

/** What is wrong with the buckets of a trail; undefined when it takes them. */
export function selectorProblem(selectors: readonly EventSelector[]): string | undefined {
  const values = selectors
    .flatMap(({ fieldSelector }) => fieldSelector)
    .reduce((sum, { equalTo, startsWith }) => sum + (equalTo ?? []).length + (startsWith ?? []).length, 0);
  return values > selectorValues.most
    ? `${values} values in its selectors; expected at most ${selectorValues.most} (${selectorValues.source})`
    : undefined;
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html */
export function trailBucketStatements(naming: Naming, trailName: string, bucket: string): readonly Statement[] {
  const principals = { Service: 'cloudtrail.amazonaws.com' };
  const source = { 'aws:SourceArn': trailArn(naming, trailName) };
  return [
    {
      sid: 'CloudTrailLooks',
      principals,
      actions: ['s3:GetBucketAcl'],
      resources: [bucketArn(naming, bucket)],
      conditions: { StringEquals: source },
    },
    {
      sid: 'CloudTrailWrites',
      principals,
      actions: ['s3:PutObject'],
      resources: [`${bucketArn(naming, bucket)}/AWSLogs/${naming.account}/*`],
      conditions: { StringEquals: { ...source, 's3:x-amz-acl': 'bucket-owner-full-control' } },
    },
  ];
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html */
export const trailLogStatements = (naming: Naming, logGroupArn: string): readonly Statement[] => [
  {
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [`${logGroupArn}:log-stream:${naming.account}_CloudTrail_${naming.region}*`],
  },
];

/**
 * What CloudTrail encrypts has the trail as its context:
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html#create-kms-key-policy-for-cloudtrail-decrypt
 */
export const trailKeyUse = (naming: Naming, trailName: string, keyArn: string): Statement =>
  keyThrough('s3', ['kms:Decrypt'], keyArn, naming.region, {
    StringEquals: { 'kms:EncryptionContext:aws:cloudtrail:arn': trailArn(naming, trailName) },
  });

export const cloudTrailFacts: ServiceFacts = {
  name: 'AWS CloudTrail',
  principals: ['cloudtrail.amazonaws.com'],
  passedTo: [
    {
      principal: 'cloudtrail.amazonaws.com',
      why: 'it writes to a log group with a role',
      source:
        'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html',
    },
  ],
  quotas: [
    {
      what: 'trails in a region',
      most: 5,
      adjustable: false,
      why: 'one of several regions counts in each',
      source: limits,
    },
    {
      what: 'values of all conditions of all advanced selectors of a trail',
      most: selectorValues.most,
      adjustable: false,
      why: 'each bucket is one',
      source: limits,
    },
  ],
};
