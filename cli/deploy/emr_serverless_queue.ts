/** The queue of an EMR Serverless application: version 5 of the provider has no such property. */
import type { Application, ApplicationState, EMRServerlessClient } from '@aws-sdk/client-emr-serverless';
import { jobQueue } from '../../constructs/aws/facts/emr_serverless';
import { type Environment, type JobQueue, namesOf, resourceName } from '../../environments';
import { clientOptions } from '../aws';
import type { AppStack } from './app';
import { readNamed } from './app_files';
import type { DeployStep, Found, Wanted } from './step';

export const emrServerlessQueue: DeployStep = {
  name: 'emr-serverless-queue',
  by: 'deploy',
  what: 'applications of EMR Serverless get the queues of their profiles',
  because: "the AWS provider's version 5 has no schedulerConfiguration",
  source: jobQueue.source,
  service: 'EMR Serverless',
  actions: ['emr-serverless:GetApplication', 'emr-serverless:ListApplications', 'emr-serverless:UpdateApplication'],
  wanted: (environment, stacks) => {
    const queues = queuesOf(environment);
    if (queues.size === 0) return [];
    return stacks.flatMap((stack) =>
      readNamed(stack.folder, 'aws_emrserverless_application').flatMap(({ address, name }) => {
        const found = queues.get(name);
        return found === undefined ? [] : [wantedOf(environment, stack, address, name, found)];
      }),
    );
  },
};

interface Profile {
  readonly queue: JobQueue;
  readonly idleMinutes: number;
}

/** By the application's name. */
function queuesOf(environment: Environment): ReadonlyMap<string, Profile> {
  return new Map(
    Object.entries(environment.compute).flatMap(([profileName, profile]) =>
      profile.service !== 'emr-serverless' || profile.queue === undefined
        ? []
        : [
            [
              resourceName(namesOf(environment), profileName),
              { queue: profile.queue, idleMinutes: profile.idleMinutes },
            ] as const,
          ],
    ),
  );
}

function wantedOf(
  { region }: Environment,
  { name: stack }: AppStack,
  address: string,
  on: string,
  { queue, idleMinutes }: Profile,
): Wanted {
  const sdk = () => require('@aws-sdk/client-emr-serverless') as typeof import('@aws-sdk/client-emr-serverless');
  const connected = (): EMRServerlessClient => new (sdk().EMRServerlessClient)(clientOptions(region));
  return {
    ...{ on, address, stack, attribute: 'scheduler_configuration', value: inWords(queue) },
    look: async () => foundOf(await applicationsNamed(connected(), on), queue, idleMinutes),
    make: async (applicationId) => {
      const schedulerConfiguration = {
        maxConcurrentRuns: queue.maxConcurrentRuns,
        queueTimeoutMinutes: queue.timeoutMinutes,
      };
      await connected().send(new (sdk().UpdateApplicationCommand)({ applicationId, schedulerConfiguration }));
    },
  };
}

const present: ApplicationState[] = ['CREATING', 'CREATED', 'STARTING', 'STARTED', 'STOPPING', 'STOPPED'];

/** Those that are there: one that was deleted stays listed for a while. */
async function applicationsNamed(client: EMRServerlessClient, name: string): Promise<readonly Application[]> {
  const { GetApplicationCommand, paginateListApplications } =
    require('@aws-sdk/client-emr-serverless') as typeof import('@aws-sdk/client-emr-serverless');
  const ids: string[] = [];
  for await (const { applications = [] } of paginateListApplications({ client }, { states: present })) {
    for (const each of applications) if (each.name === name && each.id !== undefined) ids.push(each.id);
  }
  const found: Application[] = [];
  for (const applicationId of ids.sort()) {
    const { application } = await client.send(new GetApplicationCommand({ applicationId }));
    if (application !== undefined) found.push(application);
  }
  return found;
}

/** What a queue has where the service is not told: https://docs.aws.amazon.com/emr-serverless/latest/APIReference/API_SchedulerConfiguration.html */
const defaults: JobQueue = { maxConcurrentRuns: 15, timeoutMinutes: 360 };

type Seen = Pick<Application, 'applicationId' | 'name' | 'schedulerConfiguration' | 'state'>;

/** @param idleMinutes after which the application stops by itself */
export function foundOf(applications: readonly Seen[], queue: JobQueue, idleMinutes: number): Found {
  const [application, ...more] = applications;
  if (application?.applicationId === undefined) return { is: 'absent' };
  const { applicationId: id, name = '', schedulerConfiguration: set, state = 'unknown' } = application;
  if (more.length > 0) {
    const ids = applications.map(({ applicationId = '' }) => applicationId).join(', ');
    const blocked = `application '${name}' is there ${String(applications.length)} times (${ids}): delete those that the stack does not have, and deploy again`;
    return { is: 'unclear', blocked };
  }
  const now = set && {
    maxConcurrentRuns: set.maxConcurrentRuns ?? defaults.maxConcurrentRuns,
    timeoutMinutes: set.queueTimeoutMinutes ?? defaults.timeoutMinutes,
  };
  if (now?.maxConcurrentRuns === queue.maxConcurrentRuns && now.timeoutMinutes === queue.timeoutMinutes)
    return { is: 'same' };
  return {
    ...{ is: 'different', id, now: now && inWords(now) },
    // https://docs.aws.amazon.com/emr-serverless/latest/APIReference/API_UpdateApplication.html
    ...(state === 'CREATED' || state === 'STOPPED'
      ? {}
      : {
          blocked:
            `application '${name}' is ${state}, and its queue changes only while it is stopped: deploy again when it is, ` +
            `${String(idleMinutes)} minutes after its last job (${inWords(queue)})`,
        }),
  };
}

const inWords = ({ maxConcurrentRuns, timeoutMinutes }: JobQueue): string =>
  `at most ${String(maxConcurrentRuns)} ${maxConcurrentRuns === 1 ? 'run' : 'runs'} at once, others wait up to ${String(timeoutMinutes)} minutes`;
