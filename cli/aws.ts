/** What the command line asks of AWS itself: with an end to its patience, and what goes wrong in words. */
import type { Environment } from '../environments';
import { Failure } from './usage';

/** Milliseconds until a host counts as one that does not answer; it is asked three times. */
const patience = { connectionTimeout: 5_000, requestTimeout: 15_000, throwOnRequestTimeout: true };

export interface Call {
  /** As it calls itself, and as the variable with its address does: `AWS_ENDPOINT_URL_EMR_SERVERLESS`. */
  readonly service: 'EMR Serverless' | 'Grafana' | 'Kafka' | 'S3' | 'STS';
  readonly region: string;
  /** What is asked, as in `S3 refuses to <doing>`. */
  readonly doing: string;
  readonly environment: Environment;
  /** An emulator's address. */
  readonly endpoint?: string | undefined;
}

export function clientOptions(region: string, endpoint?: string) {
  // The SDK warns of Node 20, which its pinned releases run on; of anything else it warns as before.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  // An emulator's address has no host for each bucket.
  const forcePathStyle =
    endpoint !== undefined ||
    ['AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_S3'].some((each) => process.env[each] !== undefined);
  return { region, requestHandler: patience, forcePathStyle, ...(endpoint === undefined ? {} : { endpoint }) };
}

/** @throws when nobody is logged in, or into another account than the environment's */
export async function checkAccount(environment: Environment, options: Asking): Promise<string> {
  const { GetCallerIdentityCommand, STSClient } =
    require('@aws-sdk/client-sts') as typeof import('@aws-sdk/client-sts');
  const { region, endpoint, signal } = options;
  const sts = new STSClient(clientOptions(region, endpoint));
  const { Account: account } = await sts
    .send(new GetCallerIdentityCommand({}), signal === undefined ? {} : { abortSignal: signal })
    .catch((error: unknown) => {
      throw inWords(error, { service: 'STS', doing: 'say who the caller is', environment, region, endpoint });
    });
  const { name, accounts } = environment;
  if (account === accounts.data) return account;
  throw new Failure(
    `the credentials belong to account ${String(account)}, but environment '${name}' is in account ${accounts.data} (accounts.data)`,
  );
}

export interface Asking {
  readonly region: string;
  readonly endpoint?: string | undefined;
  /** Gives up what is asked. */
  readonly signal?: AbortSignal;
}

interface Wrong {
  readonly name: string;
  readonly message: string;
  readonly code?: unknown;
  readonly hostname?: unknown;
  readonly address?: unknown;
  readonly port?: unknown;
  readonly input?: unknown;
  readonly errors?: readonly unknown[];
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $response?: { readonly headers?: Readonly<Record<string, string>> };
}

const silent =
  /^(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|TimeoutError|ERR_TLS.*|CERT_.*)$/;
const loggedOut =
  /Credential|ExpiredToken|TokenRefreshRequired|InvalidClientTokenId|InvalidToken|InvalidAccessKeyId|UnrecognizedClient/;

/** What AWS or the way to it said, for people; an error that is none of theirs as it is. */
export function inWords(error: unknown, call: Call): unknown {
  if (!isWrong(error) || error instanceof Failure || error.name === 'AbortError') return error;
  const { service, region, doing, environment } = call;
  const { name, message } = error;
  if (loggedOut.test(name)) {
    return new Failure(
      `environment '${environment.name}' is in account ${environment.accounts.data}, and there are no credentials for it (${name}): ` +
        `set AWS_PROFILE, or log in (aws sso login)`,
    );
  }
  const code = codeOf(error);
  if (silent.test(name) || silent.test(code))
    return new Failure(
      `no answer from ${hostOf(error, call)} (${silent.test(code) ? code : name}): is there a network?`,
    );
  if (code === 'ERR_INVALID_URL')
    return new Failure(
      `'${String(error.input)}' is not the address of a service; expected a URL: http://localhost:4566`,
    );
  const status = error.$metadata?.httpStatusCode;
  if (status === undefined) return error;
  return new Failure(
    `${service} in ${region} refuses to ${doing}: ${name}${message === name ? '' : `: ${message}`} (HTTP ${String(status)})`,
  );
}

/** Of a request about the bucket of the state. */
export function bucketInWords(error: unknown, call: Call): unknown {
  const status = statusOf(error);
  const { bucket, region } = call.environment.state;
  const name = isWrong(error) ? error.name : '';
  if (status === 301 || (status === 400 && !loggedOut.test(name)) || status === 409) {
    const there = isWrong(error) ? error.$response?.headers?.['x-amz-bucket-region'] : undefined;
    const where = there === undefined || there === region ? 'another region' : there;
    return new Failure(
      `S3 does not serve bucket '${bucket}' in ${region} (state.region): it is in ${where}, or its name is taken by another account: ` +
        `correct state.region, or choose another state.bucket`,
    );
  }
  if (status === 403) {
    return new Failure(
      `bucket '${bucket}' exists, but in another account or without access (HTTP 403); ` +
        `choose another state.bucket, or ask for access to it`,
    );
  }
  return inWords(error, call);
}

/** Of the answer to making a bucket: whether somebody has the name. */
export const isTaken = (error: unknown): boolean =>
  isWrong(error) && (/^BucketAlready/.test(error.name) || statusOf(error) === 301);

export const statusOf = (error: unknown): number | undefined =>
  isWrong(error) ? error.$metadata?.httpStatusCode : undefined;

const isWrong = (error: unknown): error is Wrong =>
  typeof error === 'object' && error !== null && 'name' in error && 'message' in error;

/** A host of several addresses fails once for each. */
const causes = (error: Wrong): readonly Wrong[] => [error, ...(error.errors ?? []).filter(isWrong)];

function codeOf(error: Wrong): string {
  const codes = causes(error).flatMap(({ code }) => (typeof code === 'string' ? [code] : []));
  return codes[0] ?? '';
}

function hostOf(error: Wrong, { service, region, endpoint }: Call): string {
  const variable = `AWS_ENDPOINT_URL_${service.replaceAll(' ', '_').toUpperCase()}`;
  const named = endpoint ?? process.env[variable] ?? process.env['AWS_ENDPOINT_URL'];
  if (named !== undefined) return named;
  for (const { hostname, address, port } of causes(error)) {
    if (typeof hostname === 'string') return hostname;
    if (typeof address === 'string') return `${address}:${String(port)}`;
  }
  return `${service} in ${region}`;
}
