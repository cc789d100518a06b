/**
 * Makes what Terraform needs before it can run: the bucket of the environment's state, versioned, encrypted, private,
 * over TLS only. Each step reads first and changes only what differs, so that it can be run again at any time.
 */
import {
  type BucketLocationConstraint,
  CreateBucketCommand,
  GetBucketEncryptionCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  PutBucketEncryptionCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutPublicAccessBlockCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { type Environment, partitionOf } from '../environments';
import { policyDocument } from '../pipelines/targets';
import { bucketInWords, checkAccount, clientOptions, inWords, isTaken, statusOf } from './aws';
import { howToActivateCostTags } from './cost_tags';

export interface BootstrapOptions {
  readonly environment: Environment;
  /** Only says what would be done. */
  readonly dryRun?: boolean;
  /** An emulator's address; the services' own unless given. */
  readonly endpoint?: string;
}

export interface BootstrapStep {
  readonly what: 'bucket' | 'versioning' | 'encryption' | 'public access' | 'TLS only';
  readonly result: 'created' | 'changed' | 'unchanged' | 'would create' | 'would change';
}

export interface BootstrapResult {
  readonly bucket: string;
  readonly region: string;
  readonly steps: readonly BootstrapStep[];
  /** What a person still has to do, one sentence each. */
  readonly notes: readonly string[];
}

/** @throws when the credentials belong to another account than the environment's, or the bucket is someone else's */
export async function bootstrap(options: BootstrapOptions): Promise<BootstrapResult> {
  const { environment, endpoint } = options;
  const { bucket, region } = environment.state;
  const account = await checkAccount(environment, { region, endpoint });
  const s3 = new S3Client(clientOptions(region, endpoint));
  const owner = { Bucket: bucket, ExpectedBucketOwner: account };
  const steps: BootstrapStep[] = [];
  const call = { service: 'S3', region, environment, endpoint } as const;
  const exists = await found(
    () => s3.send(new HeadBucketCommand(owner)),
    (error) => bucketInWords(error, { ...call, doing: `look at bucket '${bucket}'` }),
  );
  const step = async (what: BootstrapStep['what'], done: () => Promise<boolean>, act: () => Promise<unknown>) => {
    try {
      if (exists && (await done())) steps.push({ what, result: 'unchanged' });
      else if (options.dryRun === true)
        steps.push({ what, result: what === 'bucket' ? 'would create' : 'would change' });
      else {
        await act();
        steps.push({ what, result: what === 'bucket' ? 'created' : 'changed' });
      }
    } catch (error) {
      if (what === 'bucket')
        throw (isTaken(error) ? bucketInWords : inWords)(error, { ...call, doing: `make bucket '${bucket}'` });
      throw inWords(error, { ...call, doing: `set ${what} of bucket '${bucket}'` });
    }
  };

  await step(
    'bucket',
    () => Promise.resolve(true),
    () => s3.send(new CreateBucketCommand({ Bucket: bucket, ...location(region) })),
  );
  await step(
    'versioning',
    async () => (await s3.send(new GetBucketVersioningCommand(owner))).Status === 'Enabled',
    () => s3.send(new PutBucketVersioningCommand({ ...owner, VersioningConfiguration: { Status: 'Enabled' } })),
  );
  await step(
    'encryption',
    async () => {
      const current = await read(() => s3.send(new GetBucketEncryptionCommand(owner)));
      const rule = current?.ServerSideEncryptionConfiguration?.Rules?.[0];
      return rule?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm === 'aws:kms' && rule.BucketKeyEnabled === true;
    },
    () =>
      s3.send(
        new PutBucketEncryptionCommand({
          ...owner,
          ServerSideEncryptionConfiguration: {
            Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' }, BucketKeyEnabled: true }],
          },
        }),
      ),
  );
  const blocked = {
    BlockPublicAcls: true,
    BlockPublicPolicy: true,
    IgnorePublicAcls: true,
    RestrictPublicBuckets: true,
  };
  await step(
    'public access',
    async () => {
      const current = await read(() => s3.send(new GetPublicAccessBlockCommand(owner)));
      const block = current?.PublicAccessBlockConfiguration;
      return block !== undefined && Object.values(block).filter((v) => v === true).length === 4;
    },
    () => s3.send(new PutPublicAccessBlockCommand({ ...owner, PublicAccessBlockConfiguration: blocked })),
  );
  const policy = tlsOnly(`arn:${partitionOf(region)}:s3:::${bucket}`);
  await step(
    'TLS only',
    async () => (await read(() => s3.send(new GetBucketPolicyCommand(owner))))?.Policy === policy,
    () => s3.send(new PutBucketPolicyCommand({ ...owner, Policy: policy })),
  );
  return {
    bucket,
    region,
    steps,
    notes: [howToActivateCostTags(environment)],
  };
}

const tlsOnly = (arn: string): string =>
  policyDocument([
    {
      sid: 'TlsOnly',
      effect: 'Deny',
      principals: '*',
      actions: ['s3:*'],
      resources: [arn, `${arn}/*`],
      conditions: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  ]);

/** us-east-1 is the region that must not be named: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html */
function location(region: string): { CreateBucketConfiguration?: { LocationConstraint: BucketLocationConstraint } } {
  if (region === 'us-east-1') return {};
  // The SDK's list of regions is that of its release; the service knows newer ones.
  return { CreateBucketConfiguration: { LocationConstraint: region as BucketLocationConstraint } };
}

async function found(request: () => Promise<unknown>, told: (error: unknown) => unknown): Promise<boolean> {
  try {
    await request();
    return true;
  } catch (error) {
    if (statusOf(error) === 404) return false;
    throw told(error);
  }
}

/** The answer, or undefined where the bucket has no such setting. */
async function read<T>(request: () => Promise<T>): Promise<T | undefined> {
  try {
    return await request();
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}
