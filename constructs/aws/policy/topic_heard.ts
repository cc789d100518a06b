/** Follows what a service tells to a topic: its policy, its key, and who has subscribed. */
import * as z from 'zod';
import { didYouMean } from '../../../pipelines/plan';
import type { Platform, SynthesizedResource } from '../../core/policy';
import { matches, type PolicyStatement, statementsOf } from './policy_documents';

/** The topics that are meant by ARNs or references. */
export interface Topics {
  readonly known: readonly SynthesizedResource[];
  /** ARNs of this account and region that no stack makes. */
  readonly missing: readonly string[];
  /** Whether one is somebody else’s, or known only when it is deployed. */
  readonly unknown: boolean;
}

export function topicsOf(platform: Platform, from: SynthesizedResource, said: unknown): Topics {
  const known: SynthesizedResource[] = [];
  const missing: string[] = [];
  let unknown = false;
  for (const each of Array.isArray(said) ? (said as readonly unknown[]) : []) {
    const topic = platform.referred(from, each) ?? named(platform, from, String(each));
    if (topic === 'missing') missing.push(String(each));
    else if (topic === undefined) unknown = true;
    else known.push(topic);
  }
  return { known, missing, unknown };
}

/** What is wrong with topics that no stack makes; undefined when each is there, or may be. */
export function missingProblem(platform: Platform, { missing: [first] }: Topics): string | undefined {
  if (first === undefined) return undefined;
  const names = platform.of('aws_sns_topic').map(({ properties }) => String(properties['name']));
  const near = didYouMean(first.split(':').at(-1) ?? '', names);
  const there = names.length === 0 ? 'none makes a topic' : `expected one of: ${names.join(', ')}`;
  return `tells '${first}', which no stack makes; ${near ?? there}`;
}

/** The topic of an ARN; undefined when it is no ARN, or another account's. */
function named(
  platform: Platform,
  from: SynthesizedResource,
  said: string,
): SynthesizedResource | 'missing' | undefined {
  const [, , service, region, account, name] = said.split(':');
  if (said.includes('${') || service !== 'sns') return undefined;
  const here = placeOf(platform, from);
  if (account === undefined || here.accounts?.includes(account) !== true) return undefined;
  const topic = platform.of('aws_sns_topic').find((each) => {
    const there = placeOf(platform, each);
    return (
      each.properties['name'] === name &&
      (there.region === undefined || there.region === region) &&
      there.accounts?.includes(account) !== false
    );
  });
  return topic ?? 'missing';
}

/** Where a resource is made, as the provider of its stack says. */
function placeOf(platform: Platform, { stack, properties }: SynthesizedResource) {
  const providers = platform.stacks.get(stack)?.provider['aws'] ?? [];
  const alias = /^aws\.(.+)$/.exec(String(properties['provider']))?.[1];
  return place.parse(providers.find((each) => each['alias'] === alias) ?? {});
}

const place = z
  .looseObject({
    region: z.string().optional().catch(undefined),
    allowed_account_ids: z.array(z.string()).optional().catch(undefined),
  })
  .transform(({ region, allowed_account_ids: accounts }) => ({ region, accounts }));

/** Why nobody hears what `service` tells to `topic`; undefined when somebody does. */
export function deaf(platform: Platform, topic: SynthesizedResource, service: string): string | undefined {
  const name = `topic '${String(topic.properties['name'])}'`;
  const publishing = platform
    .of('aws_sns_topic_policy')
    .filter((each) => platform.referred(each, each.properties['arn']) === topic)
    .flatMap((each) => allowing(statementsOf(each, 'policy'), service, 'sns:Publish'));
  if (publishing.length === 0) return `${name} does not let ${service} publish`;
  if (!publishing.some(ofOneAccount)) {
    return `${name} lets ${service} publish for anybody; expected a condition on aws:SourceAccount or aws:SourceArn`;
  }
  return keyProblem(platform, topic, service) ?? (hasListener(platform, topic) ? undefined : noListener(name));
}

function keyProblem(platform: Platform, topic: SynthesizedResource, service: string): string | undefined {
  const { name, kms_master_key_id: keyId } = topic.properties;
  if (typeof keyId !== 'string') return undefined;
  if (keyId.startsWith('alias/aws/')) {
    return `topic '${String(name)}' is encrypted with '${keyId}', which ${service} may not use`;
  }
  const key = platform.referred(topic, keyId);
  if (key === undefined) return undefined;
  const statements = statementsOf(key, 'policy');
  const missing = ['kms:GenerateDataKey', 'kms:Decrypt'].filter(
    (action) => allowing(statements, service, action).length === 0,
  );
  return missing.length === 0
    ? undefined
    : `the key of topic '${String(name)}' does not let ${service} use it: ${missing.join(', ')}`;
}

const noListener = (name: string): string =>
  `${name} has no subscription; expected recipients, slack or https below alerts in the environment`;

function hasListener(platform: Platform, topic: SynthesizedResource): boolean {
  const subscribed = platform
    .of('aws_sns_topic_subscription')
    .some((each) => platform.referred(each, each.properties['topic_arn']) === topic);
  return (
    subscribed ||
    platform
      .of('aws_chatbot_slack_channel_configuration')
      .some((each) => topicsOf(platform, each, each.properties['sns_topic_arns']).known.includes(topic))
  );
}

const allowing = (
  statements: readonly PolicyStatement[],
  service: string,
  action: string,
): readonly PolicyStatement[] =>
  statements.filter(
    ({ Effect, Principal, Action }) =>
      Effect === 'Allow' &&
      (Principal['Service'] ?? []).includes(service) &&
      Action.some((each) => matches(each, action)),
  );

const ofOneAccount = ({ Condition }: PolicyStatement): boolean =>
  Object.values(Condition).some((keys) => 'aws:SourceAccount' in keys || 'aws:SourceArn' in keys);
