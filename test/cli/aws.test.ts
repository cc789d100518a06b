/** What a person is told of the answers of AWS, and of their absence. */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { inWords } from '../../cli/aws';
import { bootstrap } from '../../cli/bootstrap';
import { preflight } from '../../cli/deploy/preflight';
import { loadEnvironment } from '../../environments';

const folder = join(__dirname, '..', '..', 'environments');
const { environment = impossible() } = loadEnvironment('dev', { folder, variables: {} });
const { bucket } = environment.state;
const before = { ...process.env };

afterEach(() => {
  process.env = { ...before };
});

/** @param head how a question about the bucket is answered: a status, and in which region it is */
async function told(
  head: { readonly status: number; readonly region?: string },
  { account = '111122223333', fault = '', create = '', status = 409 } = {},
) {
  const answer: RequestListener = (request, response) => {
    request.resume();
    if (request.method === 'HEAD') {
      response.writeHead(head.status, head.region === undefined ? {} : { 'x-amz-bucket-region': head.region }).end();
      return;
    }
    response.setHeader('content-type', 'text/xml');
    if (request.method === 'PUT') {
      response.writeHead(status).end(`<Error><Code>${create}</Code><Message>No.</Message></Error>`);
      return;
    }
    if (fault !== '') {
      response.writeHead(403);
      response.end(`<ErrorResponse><Error><Code>${fault}</Code><Message>No.</Message></Error></ErrorResponse>`);
      return;
    }
    response.end(
      `<GetCallerIdentityResponse><GetCallerIdentityResult><Account>${account}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
    );
  };
  const server = createServer(answer);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const endpoint = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  try {
    return await both(endpoint);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

/** What bootstrap and deploy say. */
async function both(endpoint: string) {
  process.env['AWS_ENDPOINT_URL'] = endpoint;
  process.env['AWS_ACCESS_KEY_ID'] = process.env['AWS_SECRET_ACCESS_KEY'] = 'x';
  process.env['AWS_MAX_ATTEMPTS'] = '1';
  const failure = (work: Promise<unknown>) =>
    work.then(
      () => ({ name: '', message: '' }),
      (error: unknown) => error as Error,
    );
  return {
    bootstrap: await failure(bootstrap({ environment })),
    preflight: await failure(preflight(environment, new AbortController().signal)),
  };
}

test.each([
  [{ status: 301, region: 'us-east-1' }, 'it is in us-east-1, or its name is taken by another account'],
  [{ status: 400 }, 'it is in another region, or its name is taken by another account'],
])('a bucket that S3 answers with %j for is elsewhere', async (head, says) => {
  for (const { name, message } of Object.values(await told(head))) {
    expect(name).toBe('Failure');
    expect(message).toContain(`S3 does not serve bucket '${bucket}' in eu-central-1 (state.region)`);
    expect(message).toContain(says);
  }
});

test('an answer without access is told by who would make the bucket, and left to terraform by deploy', async () => {
  const { bootstrap: made, preflight: looked } = await told({ status: 403 });
  expect(made).toMatchObject({
    name: 'Failure',
    message: expect.stringContaining('in another account or without access'),
  });
  expect(looked.message).toBe('');
});

test('a bucket whose name another account has cannot be made', async () => {
  const { bootstrap: made } = await told({ status: 404 }, { create: 'BucketAlreadyExists' });
  expect(made).toMatchObject({ name: 'Failure', message: expect.stringContaining('taken by another account') });
});

test('a bucket that nobody has and that may not be made is not called somebody’s', async () => {
  const { bootstrap: made } = await told({ status: 404 }, { create: 'AccessDenied', status: 403 });
  expect(made).toMatchObject({
    name: 'Failure',
    message: expect.stringMatching(/^S3 in eu-central-1 refuses to make bucket '.*AccessDenied/),
  });
});

test.each([
  [{ fault: 'ExpiredToken' }, 'there are no credentials for it (ExpiredToken'],
  [{ fault: 'AccessDenied' }, 'STS in eu-central-1 refuses to say who the caller is: AccessDenied: No. (HTTP 403)'],
  [{ account: '999988887777' }, 'the credentials belong to account 999988887777, but environment'],
])('%j', async (how, says) => {
  for (const { name, message } of Object.values(await told({ status: 200 }, how))) {
    expect({ name, message }).toEqual({ name: 'Failure', message: expect.stringContaining(says) });
  }
});

test.each([
  [{ code: 'ENOTFOUND', hostname: 'sts.nowhere.example' }, 'no answer from sts.nowhere.example (ENOTFOUND)'],
  [{ errors: [{ name: '', message: '', code: 'ECONNREFUSED', address: '::1', port: 9 }] }, 'no answer from ::1:9'],
  [{ name: 'TimeoutError' }, 'no answer from STS in eu-central-1 (TimeoutError)'],
])('where nobody answers, the host is named: %j', (error, says) => {
  delete process.env['AWS_ENDPOINT_URL'];
  const call = { service: 'STS', region: 'eu-central-1', doing: 'say who it is', environment } as const;
  expect(inWords({ name: 'Error', message: '', ...error }, call)).toMatchObject({
    name: 'Failure',
    message: expect.stringContaining(says),
  });
});

test('what is no address of a service is named', async () => {
  for (const { message } of Object.values(await both('notaurl'))) {
    expect(message).toContain("'notaurl' is not the address of a service; expected a URL");
  }
});

function impossible(): never {
  throw new Error('dev cannot be read');
}
