/** Dashboards that a workspace of Grafana has: what is said of them, and where `deploy` reads it. */
import { type TerraformResource, Token } from '../../core';

/** A dashboard's JSON as Grafana exports it. */
export type GrafanaDashboard = Readonly<Record<string, unknown>>;

/** https://grafana.com/docs/grafana/latest/developers/http_api/dashboard/ */
const http = 'https://grafana.com/docs/grafana/latest/developers/http_api/dashboard/';
const uidPattern = /^[a-zA-Z0-9_-]{1,40}$/;

/** What is wrong with dashboards, each in one sentence. */
export const dashboardProblems = (dashboards: Readonly<Record<string, GrafanaDashboard>>): readonly string[] =>
  Object.entries(dashboards).flatMap(([uid, dashboard]) => {
    const { title } = dashboard;
    return [
      ...(uidPattern.test(uid)
        ? []
        : [
            `dashboards.${uid}: expected a uid: up to 40 letters, digits, '-' and '_' (${http}#identifier-id-vs-unique-identifier-uid)`,
          ]),
      ...(typeof title === 'string' && title.trim() !== ''
        ? []
        : [`dashboards.${uid}.title: expected a title (${http})`]),
      ...(Token.isUnresolved(JSON.stringify(dashboard))
        ? [
            `dashboards.${uid}: holds what only the deployment knows; expected names that are known before, or a variable of the dashboard (docs/constructs/grafana-workspace.md#good-to-know)`,
          ]
        : []),
    ];
  });

/** Writes dashboards beside the workspace in its stack, as a comment: Terraform makes none, and `deploy` reads it. */
export function declareDashboards(
  workspace: TerraformResource,
  dashboards: Readonly<Record<string, GrafanaDashboard>>,
): void {
  // As text, in which nothing is a reference and nothing that is empty is left out.
  const texts = Object.entries(dashboards).map(([uid, model]) => [uid, JSON.stringify(model)] as const);
  workspace.addOverride('//.dashboards', Object.fromEntries(texts));
}
