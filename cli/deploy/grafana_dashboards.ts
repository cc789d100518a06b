/** Dashboards of Managed Grafana, through the HTTP API of the workspace: Terraform would keep a token of it in its state. */
import type { GrafanaClient, WorkspaceSummary } from '@aws-sdk/client-grafana';
import * as z from 'zod';
import type { Environment } from '../../environments';
import { clientOptions } from '../aws';
import { Failure } from '../usage';
import type { AppStack } from './app';
import { readDeclared } from './app_files';
import { accountOf, type GrafanaApi, makeAccount, withGrafana } from './grafana_session';
import type { DeployStep, Found, Wanted } from './step';

export const grafanaDashboards: DeployStep = {
  name: 'grafana-dashboards',
  by: 'deploy',
  what: 'workspaces of Grafana get the dashboards that they were given',
  because: 'the AWS provider has no dashboards, and the one of Grafana needs a token, which would be in the state',
  source: 'https://docs.aws.amazon.com/grafana/latest/userguide/service-accounts.html',
  service: 'Grafana',
  actions: [
    'grafana:CreateWorkspaceServiceAccount',
    'grafana:CreateWorkspaceServiceAccountToken',
    'grafana:DeleteWorkspaceServiceAccountToken',
    'grafana:ListWorkspaceServiceAccountTokens',
    'grafana:ListWorkspaceServiceAccounts',
    'grafana:ListWorkspaces',
  ],
  wanted: (environment, stacks) =>
    stacks.flatMap((stack) =>
      readDeclared(stack, 'aws_grafana_workspace', 'dashboards', modelsShape).flatMap(({ declared, ...at }) =>
        Object.keys(declared).length === 0 ? [] : [wantedOf(environment, stack, at, declared)],
      ),
    ),
};

type Model = Readonly<Record<string, unknown>>;
type Models = Readonly<Record<string, Model>>;

const modelShape = z.record(z.string(), z.unknown());
/** As the construct wrote them: texts by uid. */
const modelsShape = z.record(
  z.string(),
  z.string().transform((text, context): Model => {
    try {
      return modelShape.parse(JSON.parse(text));
    } catch {
      context.addIssue({ code: 'custom', message: 'expected the JSON of a dashboard' });
      return z.NEVER;
    }
  }),
);

interface Place {
  readonly address: string;
  readonly name: string;
}

function wantedOf({ region }: Environment, { name: stack }: AppStack, at: Place, models: Models): Wanted {
  const client = (): GrafanaClient => new (sdk().GrafanaClient)(clientOptions(region));
  return {
    ...{ on: at.name, address: at.address, stack, attribute: 'dashboards', value: listed(Object.keys(models)) },
    look: async () => {
      const grafana = client();
      const [workspace, ...more] = await workspacesNamed(grafana, at.name);
      if (workspace?.id === undefined || workspace.endpoint === undefined) return { is: 'absent' };
      const { id, endpoint, status } = workspace;
      if (more.length > 0) {
        const ids = [workspace, ...more].map((each) => each.id ?? '').join(', ');
        const blocked = `workspace '${at.name}' is there ${String(more.length + 1)} times (${ids}): delete those that the stack does not have, and deploy again`;
        return { is: 'unclear', blocked };
      }
      if (status !== 'ACTIVE') {
        const blocked = `workspace '${at.name}' is ${status ?? 'in an unknown state'}: deploy again when it is ACTIVE`;
        return { is: 'unclear', blocked };
      }
      try {
        const account = await accountOf(grafana, id);
        // The account is paid for, so that a look makes none: without it, deploy has put nothing there.
        if (account === undefined) return foundOf(id, models, {});
        const there = await withGrafana(grafana, { id, endpoint }, account, (api) => modelsThere(api, models));
        return foundOf(id, models, there);
      } catch (error) {
        // A role that may only plan makes no tokens, and can say nothing of what is there.
        if (!(error instanceof sdk().AccessDeniedException)) throw error;
        return {
          is: 'unclear',
          blocked: `dashboards of workspace '${at.name}': nobody can tell: who may do ${grafanaDashboards.actions.join(', ')} looks at them`,
        };
      }
    },
    make: async (id) => {
      const grafana = client();
      const workspace = (await workspacesNamed(grafana, at.name)).find((each) => each.id === id);
      const endpoint = workspace?.endpoint;
      if (endpoint === undefined) throw new Failure(`workspace ${id} is there no more: deploy its stack again`);
      const account = (await accountOf(grafana, id)) ?? (await makeAccount(grafana, id));
      await withGrafana(grafana, { id, endpoint }, account, async (api) => {
        const there = await modelsThere(api, models);
        for (const [uid, model] of Object.entries(models)) {
          if (holds(there[uid], declaredOf(model))) continue;
          const dashboard = { ...declaredOf(model), uid, id: null };
          await api.post('/api/dashboards/db', { dashboard, overwrite: true, message: 'lakewright deploy' });
        }
      });
    },
  };
}

const sdk = () => require('@aws-sdk/client-grafana') as typeof import('@aws-sdk/client-grafana');

async function workspacesNamed(client: GrafanaClient, name: string): Promise<readonly WorkspaceSummary[]> {
  const found: WorkspaceSummary[] = [];
  for await (const { workspaces = [] } of sdk().paginateListWorkspaces({ client }, {})) {
    found.push(...workspaces.filter((each) => each.name === name && each.status !== 'DELETING'));
  }
  return found;
}

/** Those of the declared that are there, by uid: https://grafana.com/docs/grafana/latest/developers/http_api/dashboard/ */
async function modelsThere(api: GrafanaApi, models: Models): Promise<Models> {
  const there: Record<string, Model> = {};
  for (const uid of Object.keys(models)) {
    const { data } = z.object({ dashboard: modelShape }).safeParse(await api.get(`/api/dashboards/uid/${uid}`));
    if (data !== undefined) there[uid] = data.dashboard;
  }
  return there;
}

/** What Grafana counts and numbers by itself. */
const its = new Set(['id', 'uid', 'version', 'iteration', 'schemaVersion']);
const declaredOf = (model: Model): Model => Object.fromEntries(Object.entries(model).filter(([key]) => !its.has(key)));

/** Whether all that is declared is there: Grafana adds what nobody said. */
function holds(there: unknown, declared: unknown): boolean {
  if (Array.isArray(declared)) {
    return (
      Array.isArray(there) && there.length === declared.length && declared.every((each, i) => holds(there[i], each))
    );
  }
  if (typeof declared !== 'object' || declared === null) return there === declared;
  if (typeof there !== 'object' || there === null) return false;
  const now = new Map<string, unknown>(Object.entries(there));
  return Object.entries(declared).every(([key, value]) => holds(now.get(key), value));
}

/** @param there what the workspace has of them */
export function foundOf(id: string, models: Models, there: Models): Found {
  const missing = Object.keys(models).filter((uid) => !Object.hasOwn(there, uid));
  const other = Object.entries(models).flatMap(([uid, model]) =>
    Object.hasOwn(there, uid) && !holds(there[uid], declaredOf(model)) ? [uid] : [],
  );
  if (missing.length === 0 && other.length === 0) return { is: 'same' };
  const now = [
    ...(missing.length === 0 ? [] : [`without ${missing.join(', ')}`]),
    ...(other.length === 0 ? [] : [`another ${other.join(', ')}`]),
  ].join('; ');
  return { is: 'different', id, now: missing.length === Object.keys(models).length ? undefined : now };
}

const listed = (uids: readonly string[]): string =>
  `${uids.length === 1 ? 'dashboard' : 'dashboards'} ${uids.join(', ')}`;
