/** The HTTP API of a workspace of Managed Grafana, with a token that lives for minutes and is deleted afterwards. */
import { randomUUID } from 'node:crypto';
import type { GrafanaClient } from '@aws-sdk/client-grafana';
import { Failure } from '../usage';

/** Whose tokens they are; it stays, because each account is one more. */
const accountName = 'lakewright-deploy';
/** Seconds after which the service forgets a token that nobody deleted. */
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

/** Does `work` with a token that exists only for that long, and is nowhere but in memory. */
export async function withGrafana<T>(
  client: GrafanaClient,
  { id: workspaceId, endpoint }: GrafanaWorkspaceFound,
  work: (api: GrafanaApi) => Promise<T>,
): Promise<T> {
  const { CreateWorkspaceServiceAccountTokenCommand, DeleteWorkspaceServiceAccountTokenCommand } = sdk();
  const serviceAccountId = await accountOf(client, workspaceId);
  const of = { workspaceId, serviceAccountId };
  const { serviceAccountToken: token } = await client.send(
    new CreateWorkspaceServiceAccountTokenCommand({ ...of, name: `deploy-${randomUUID()}`, secondsToLive: lifetime }),
  );
  if (token?.id === undefined || token.key === undefined) throw new Failure(`workspace ${workspaceId} gave no token`);
  try {
    return await work(apiOf(endpoint, token.key));
  } finally {
    await client.send(new DeleteWorkspaceServiceAccountTokenCommand({ ...of, tokenId: token.id }));
  }
}

const sdk = () => require('@aws-sdk/client-grafana') as typeof import('@aws-sdk/client-grafana');

async function accountOf(client: GrafanaClient, workspaceId: string): Promise<string> {
  const { CreateWorkspaceServiceAccountCommand, paginateListWorkspaceServiceAccounts } = sdk();
  for await (const { serviceAccounts = [] } of paginateListWorkspaceServiceAccounts({ client }, { workspaceId })) {
    const found = serviceAccounts.find(({ name }) => name === accountName)?.id;
    if (found !== undefined) return found;
  }
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
