/** Properties that many constructs take, for `checkProps`; each says what it expected and where the service says so. */
import * as z from 'zod';
import { Construct } from '../../core';
import { logRetentionDays } from '../facts';

const arns = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html';
const ec2Ids = 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html';

/** @param what with its article: `a key` */
export const arnShape = (what: string): z.ZodString =>
  z.string(`expected ${what}'s ARN (${arns})`).startsWith('arn:', `expected ${what}'s ARN (${arns})`);

export const keyArnShape = arnShape('a key');
export const roleArnShape = arnShape('a role');
export const topicArnShape = arnShape('a topic');

export const vpcIdShape = z.string().startsWith('vpc-', `expected a VPC's id (${ec2Ids})`);
export const subnetIdShape = z.string().startsWith('subnet-', `expected a subnet's id (${ec2Ids})`);
export const securityGroupIdShape = z.string().startsWith('sg-', `expected a security group's id (${ec2Ids})`);

/** A list whose items are made into things of their own. */
export const eachOnce = <Item extends z.ZodType>(shape: Item) =>
  z.array(shape).refine((items) => new Set(items).size === items.length, 'expected each once (docs/aws.md#properties)');

/** The last part of `{project}-{environment}-{name}`. */
export const nameShape = z
  .string()
  .regex(
    /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
    'expected lower-case letters, digits and single hyphens, beginning with a letter (docs/aws.md#names)',
  )
  .exactOptional();

/** @param source of the limits */
export const wholeNumber = (min: number, max: number, what: string, source: string): z.ZodNumber =>
  z
    .int(`expected ${min} to ${max} ${what} (${source})`)
    .min(min, `expected ${min} to ${max} ${what} (${source})`)
    .max(max, `expected ${min} to ${max} ${what} (${source})`);

const retention = 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html';

/** Days that a log group keeps what is in it. */
export const logRetentionShape = z
  .number()
  .refine((n) => logRetentionDays.includes(n), `expected one of ${logRetentionDays.join(', ')} days (${retention})`)
  .exactOptional();

/** What any property may be; no service says it. */
const plain = 'docs/aws.md#properties';

/** A text would be true whatever it says. */
export const flagShape = z.boolean(`expected true or false (${plain})`).exactOptional();

export const textsShape = z
  .array(z.string(`expected a text (${plain})`), `expected a list of texts (${plain})`)
  .exactOptional();

export const listShape = z.array(z.unknown(), `expected a list (${plain})`).exactOptional();

/** Another construct, or what is known of an existing one. @param what with its article */
export const givenShape = (what: string) =>
  z.custom<object>((value) => typeof value === 'object' && value !== null, `expected ${what} (${plain})`);

/** @param what with its article */
export const constructShape = (what: string) =>
  z.custom<Construct>((value) => Construct.isConstruct(value), `expected ${what} (${plain})`);

/** A bucket: ours, or the name of one. */
export const bucketShape = z.union([z.string(), constructShape('a bucket')], {
  error: `expected a bucket, or the name of one (${plain})`,
});
