/** Who is told of alarms and failed runs, by how grave they are. */
import * as z from 'zod';
import { eachOnce } from './values';

/** Who has to look, and when: at leisure, on this working day, now. */
export const severities = ['warning', 'error', 'critical'] as const;
export type Severity = (typeof severities)[number];

/** 64 before the @ and 255 after it: https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.1 */
const email = z
  .string()
  .max(320, 'expected at most 320 characters')
  .regex(/^[^@\s\p{Cc}]+@[^@\s\p{Cc}]+\.[^@\s\p{Cc}]+$/u, 'expected an e-mail address');

/** https://docs.aws.amazon.com/chatbot/latest/APIReference/API_CreateSlackChannelConfiguration.html */
const slackChannel = z.strictObject({
  /** The id of a workspace that a person has authorised in the console, once. */
  workspace: z.string().regex(/^T[0-9A-Z]{1,254}$/, "expected a workspace's id, such as 'T0123ABCD'"),
  channel: z.string().regex(/^[A-Za-z0-9]{1,64}$/, "expected a channel's id, such as 'C0123ABCD'"),
});

const endpoint = z.string().superRefine((value, context) => {
  const message = endpointProblem(value);
  if (message !== undefined) context.addIssue({ code: 'custom', message, input: value });
});

const told = {
  /** Each gets an e-mail with a link to confirm. A pager that takes mail is told so. */
  recipients: z
    .array(email)
    .superRefine(eachOnce((to: string) => to.toLowerCase()))
    .default([]),
  slack: z
    .array(slackChannel)
    .superRefine(eachOnce(({ workspace, channel }: z.output<typeof slackChannel>) => `${workspace}/${channel}`))
    .default([]),
  /** Endpoints of one's own, which check the signature of what they are sent. */
  https: z
    .array(endpoint)
    .superRefine(eachOnce((to: string) => to))
    .default([]),
};
const toldOf = z
  .strictObject(told)
  .refine(
    ({ recipients, slack, https }) => recipients.length + slack.length + https.length > 0,
    'expected at least one of recipients, slack, https',
  )
  .exactOptional();

export const alertsSchema = z.strictObject({
  ...told,
  /** Who is told of a severity in place of those above. */
  bySeverity: z.strictObject({ warning: toldOf, error: toldOf, critical: toldOf }).prefault({}),
  /** The least severity that gets an alarm. */
  from: z.enum(severities).exactOptional(),
  /** The folder of the runbooks, where people read them; each alarm links to its own. */
  runbooks: z.url({ protocol: /^https$/, error: 'expected an https:// address of a folder' }).exactOptional(),
});

export interface Told {
  readonly recipients: readonly string[];
  readonly slack: readonly { readonly workspace: string; readonly channel: string }[];
  readonly https: readonly string[];
}
type BySeverity = { readonly [Of in Severity]?: Told };

/** The last part of the name of the topic that is told of a severity: one of its own where it has recipients of its own. */
export const topicOf = (alerts: { readonly bySeverity: BySeverity }, severity: Severity): string =>
  alerts.bySeverity[severity] === undefined ? 'alerts' : `alerts-${severity}`;

/** Every topic, by the last part of its name, with who is told by it. */
export function alertTopics(
  alerts: Told & { readonly bySeverity: BySeverity },
): readonly { readonly name: string; readonly told: Told }[] {
  return [
    { name: 'alerts', told: alerts },
    ...severities.flatMap((severity) => {
      const own = alerts.bySeverity[severity];
      return own === undefined ? [] : [{ name: topicOf(alerts, severity), told: own }];
    }),
  ];
}

/** Whose addresses hold the key: who has the address may send. */
const keyed = ['hooks.slack.com', 'events.pagerduty.com', 'events.eu.pagerduty.com', 'api.opsgenie.com'];

/** What is wrong with an endpoint; an address that holds a secret would be kept in Terraform's state and shown in plans. */
export function endpointProblem(value: string): string | undefined {
  if (!/^https:\/\/\S+$/.test(value) || !URL.canParse(value)) return "expected an address that begins with 'https://'";
  const { hostname, username, password, search, pathname } = new URL(value);
  const why =
    'a topic’s endpoint is readable in the state and in the console (docs/monitoring.md#pagers-and-endpoints)';
  if (keyed.includes(hostname) || hostname.endsWith('.webhook.office.com')) {
    return `expected an address without a key, but those of ${hostname} hold it: ${why}`;
  }
  if (username !== '' || password !== '' || search !== '') {
    return `expected an address without user, password or query: ${why}`;
  }
  const random = pathname.split('/').some((part) => part.length >= 20 && /\d/.test(part));
  return random ? `expected an address without a key, but a part of its path looks like one: ${why}` : undefined;
}
