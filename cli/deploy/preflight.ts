/** What has to be so before terraform starts: credentials of the right account, and the bucket of the state. */
import { HeadBucketCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Environment } from '../../environments';
import { Failure } from '../usage';

/** @throws what is not so, and what to do */
export async function preflight({ name, accounts, region, state }: Environment): Promise<void> {
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const account = await new STSClient({ region }).send(new GetCallerIdentityCommand({})).then(
    ({ Account }) => Account,
    (error: unknown) => {
      const why = error instanceof Error ? error.name : String(error);
      if (!/Credential|ExpiredToken|InvalidClientTokenId|UnrecognizedClient/.test(why)) throw error;
      throw new Failure(
        `environment '${name}' is in account ${accounts.data}, and there are no credentials for it (${why}): ` +
          `set AWS_PROFILE, or log in (aws sso login)`,
      );
    },
  );
  if (account !== accounts.data) {
    throw new Failure(
      `the credentials belong to account ${String(account)}, but environment '${name}' is in account ${accounts.data} (accounts.data)`,
    );
  }
  // An emulator's address has no host for each bucket.
  const forcePathStyle = ['AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_S3'].some((each) => process.env[each] !== undefined);
  const s3 = new S3Client({ region: state.region, forcePathStyle });
  await s3.send(new HeadBucketCommand({ Bucket: state.bucket })).catch((error: unknown) => {
    // Who may read the state only is not told whether the bucket is there: terraform will say.
    if (!(error instanceof S3ServiceException) || error.$metadata.httpStatusCode === 403) return;
    if (error.$metadata.httpStatusCode !== 404) throw error;
    throw new Failure(
      `the bucket of the state, '${state.bucket}', is not there: lakewright bootstrap --env ${name} makes it`,
    );
  });
}
