/** The HTTP API of a workspace of Managed Grafana, with a token that lives for minutes and is deleted afterwards. */
import { randomUUID } from 'node:crypto';
import type { GrafanaClient } from '@aws-sdk/client-grafana';
import { note } from '../output';
import { Failure } from '../usage';

/** Whose tokens they are; it stays, because each account is one more, and is paid for. */
const accountName = 'lakewright-deploy';
/** How our tokens begin. */
const tokenPrefix = 'deploy-';
/**
 * Seconds until a token that nobody deleted opens nothing. It stays listed, and counts against the quota:
 * https://docs.aws.amazon.com/grafana/latest/userguide/AMG_quotas.html
 */
const lifetime = 300;
/** Milliseconds until a workspace counts as one that does not answer. */
const patience = 15_000;

export interface GrafanaWorkspaceFound {
  readonly id: string;
  /** Its host. */
  readonly endpoint: string;
}

export interface GrafanaApi {
  /** @returns the body; undefined where there is nothing of the kind */
  get(path: string): Promise<unknown>;
  post(path: string, body: object): Promise<void>;
}

/** Does `work` as that account, with a token that exists only for that long, and is nowhere but in memory. */
export async function withGrafana<T>(
  client: GrafanaClient,
  { id: workspaceId, endpoint }: GrafanaWorkspaceFound,
  serviceAccountId: string,
  work: (api: GrafanaApi) => Promise<T>,
): Promise<T> {
  const { CreateWorkspaceServiceAccountTokenCommand } = sdk();
  const of = { workspaceId, serviceAccountId };
  await deleteExpired(client, of);
  const name = `${tokenPrefix}${randomUUID()}`;
  const { serviceAccountToken: token } = await client.send(
    new CreateWorkspaceServiceAccountTokenCommand({ ...of, name, secondsToLive: lifetime }),
  );
  if (token?.id === undefined || token.key === undefined) throw new Failure(`workspace ${workspaceId} gave no token`);
  try {
    return await work(apiOf(endpoint, token.key));
  } finally {
    await deleteToken(client, of, token.id);
  }
}

interface OfAccount {
  readonly workspaceId: string;
  readonly serviceAccountId: string;
}

/** Those of ours that an earlier run could not delete. One that still opens something may be in use by another run. */
async function deleteExpired(client: GrafanaClient, of: OfAccount): Promise<void> {
  const now = Date.now();
  const expired: string[] = [];
  for await (const { serviceAccountTokens = [] } of sdk().paginateListWorkspaceServiceAccountTokens({ client }, of)) {
    for (const { id, name, expiresAt } of serviceAccountTokens) {
      const ours = name?.startsWith(tokenPrefix) === true;
      if (id !== undefined && ours && expiresAt !== undefined && expiresAt.getTime() <= now) expired.push(id);
    }
  }
  for (const id of expired) await deleteToken(client, of, id);
}

/** What was done is done without it, and a failure of it is told as its own: that the token stays is noted. */
async function deleteToken(client: GrafanaClient, of: OfAccount, tokenId: string): Promise<void> {
  const { DeleteWorkspaceServiceAccountTokenCommand, ResourceNotFoundException } = sdk();
  try {
    await client.send(new DeleteWorkspaceServiceAccountTokenCommand({ ...of, tokenId }));
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return;
    const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    note(
      `Token ${tokenId} of ${accountName} stays in workspace ${of.workspaceId} (${why}): it opens nothing after ` +
        `${String(lifetime / 60)} minutes, and the next deploy deletes it then`,
    );
  }
}

const sdk = () => require('@aws-sdk/client-grafana') as typeof import('@aws-sdk/client-grafana');

/** @returns its id; undefined where no deploy has made it yet */
export async function accountOf(client: GrafanaClient, workspaceId: string): Promise<string | undefined> {
  const { paginateListWorkspaceServiceAccounts } = sdk();
  for await (const { serviceAccounts = [] } of paginateListWorkspaceServiceAccounts({ client }, { workspaceId })) {
    const found = serviceAccounts.find(({ name }) => name === accountName)?.id;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** @returns its id */
export async function makeAccount(client: GrafanaClient, workspaceId: string): Promise<string> {
  const { CreateWorkspaceServiceAccountCommand } = sdk();
  const { id } = await client.send(
    new CreateWorkspaceServiceAccountCommand({ workspaceId, name: accountName, grafanaRole: 'EDITOR' }),
  );
  if (id === undefined) throw new Failure(`workspace ${workspaceId} gave no service account`);
  return id;
}

function apiOf(endpoint: string, key: string): GrafanaApi {
  // The service says a host; a server on this machine has no certificate.
  const base = /^http:\/\/(?:127\.0\.0\.1|localhost)(?::\d+)?$/.test(endpoint) ? endpoint : `https://${endpoint}`;
  const ask = async (path: string, init: { readonly method?: string; readonly body?: string }): Promise<Response> => {
    try {
      return await fetch(`${base}${path}`, {
        ...init,
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        redirect: 'error',
        signal: AbortSignal.timeout(patience),
      });
    } catch {
      // What fetch says may quote the request.
      throw new Failure(
        `no answer from ${endpoint}: is it reached from here? A workspace with networkAccess is from its prefix lists and endpoints alone`,
      );
    }
  };
  return {
    get: async (path) => {
      const response = await ask(path, {});
      if (response.status === 404) return undefined;
      if (!response.ok) throw await refusal(endpoint, response);
      return response.json();
    },
    post: async (path, body) => {
      const response = await ask(path, { method: 'POST', body: JSON.stringify(body) });
      if (!response.ok) throw await refusal(endpoint, response);
    },
  };
}

async function refusal(endpoint: string, response: Response): Promise<Failure> {
  const said: unknown = await response.json().catch(() => undefined);
  const message = typeof said === 'object' && said !== null && 'message' in said ? `: ${String(said.message)}` : '';
  return new Failure(`Grafana at ${endpoint} refuses it${message} (HTTP ${String(response.status)})`);
}
