/** What has to be so before terraform starts: credentials of the right account, and the bucket of the state. */
import { HeadBucketCommand, S3Client } from '@aws-sdk/client-s3';
import type { Environment } from '../../environments';
import { bucketInWords, checkAccount, clientOptions, statusOf } from '../aws';
import { Failure } from '../usage';

/**
 * @param signal gives it up
 * @throws what is not so, and what to do
 */
export async function preflight(environment: Environment, signal: AbortSignal): Promise<void> {
  const { name, region, state } = environment;
  await checkAccount(environment, { region, signal });
  const s3 = new S3Client(clientOptions(state.region));
  await s3.send(new HeadBucketCommand({ Bucket: state.bucket }), { abortSignal: signal }).catch((error: unknown) => {
    const status = statusOf(error);
    // Who may read the state only is not told whether the bucket is there: terraform will say.
    if (status === 403) return;
    if (status !== 404) {
      const call = { service: 'S3', doing: `look at bucket '${state.bucket}'`, region: state.region } as const;
      throw bucketInWords(error, { ...call, environment });
    }
    throw new Failure(
      `the bucket of the state, '${state.bucket}', is not there: lakewright bootstrap --env ${name} makes it`,
    );
  });
}
