/** What the services do not take of an environment's compute profiles, and what the profiles need of a network. */
import { byService, type ComputeProfile, type Environment, type ProfileOf } from '../../../environments';
import { glueVersionProblem } from '../../../pipelines/engines/releases';
import { hintFor } from '../../../pipelines/plan';
import { type AddressUse, workerAddresses } from './ec2';
import { emrFacts, instanceTypesProblem } from './emr';
import { fleetCapacity, fleetProblem, type InstanceFleets, instanceTypesOf, spotProblems } from './emr_capacity';
import { capacityProblems, emrServerlessFacts, queueProblems, workerProblem } from './emr_serverless';
import { runtimeEndpoints } from './endpoints';
import { glueWorkers, glueWorkersProblem, type GlueWorkerType } from './glue_jobs';
import type { ServiceFacts } from './service_facts';

export interface ProfileProblem {
  /** Within the profile: `core.instanceTypes`. */
  readonly key: string;
  /** `found ...; expected ... (source)` */
  readonly message: string;
  readonly hint?: string | undefined;
}

/** All of it at once. */
export function profileProblems(profile: ComputeProfile, environment: Environment): readonly ProfileProblem[] {
  return byService(profile, {
    'emr-serverless': (serverless) => serverlessProblems(serverless, environment),
    'emr-cluster': (cluster) => clusterProblems(cluster, environment),
    glue: glueProblems,
    'emr-on-eks': (eks) => eksProblems(eks, environment),
  });
}

function serverlessProblems(
  profile: ProfileOf<'emr-serverless'>,
  { emrRelease }: Environment,
): readonly ProfileProblem[] {
  const queue = profile.queue === undefined ? [] : queueProblems(profile.queue, emrRelease);
  return [
    ...(['driver', 'executor'] as const).flatMap((key) => {
      const found = workerProblem(profile[key]);
      return found === undefined ? [] : [{ key, message: `found ${found}` }];
    }),
    ...[...capacityProblems(profile), ...queue].map(([key, message]) => ({ key, message })),
  ];
}

/** A profile's fleets, as the constructs take them. */
export const fleetsOf = ({ primary, core, task }: ProfileOf<'emr-cluster'>): InstanceFleets => ({
  kind: 'fleets',
  primary,
  core,
  ...(task === undefined ? {} : { task }),
});

const longestIdle = 10_080;

function clusterProblems(profile: ProfileOf<'emr-cluster'>, { network }: Environment): readonly ProfileProblem[] {
  const capacity = fleetsOf(profile);
  return [
    ...(network === undefined
      ? [
          {
            key: 'service',
            message: `found 'emr-cluster'; expected network to say where: its nodes are in private subnets of yours (https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-clusters-in-a-vpc.html)`,
          },
        ]
      : []),
    ...(['primary', 'core', 'task'] as const).flatMap((key) => {
      const fleet = capacity[key];
      const problem = fleet === undefined ? undefined : fleetProblem(key, fleet, 'their own');
      return fleet === undefined || problem === undefined
        ? []
        : [{ key, message: `found ${fleetCapacity(fleet)} instances; ${problem}` }];
    }),
    ...machineProblems(capacity),
    // They name the construct's property; here the fleets are the profile's own.
    ...spotProblems(capacity, profile).map((problem) => {
      const [path = '', ...rest] = problem.split(': ');
      return { key: path.replace(/^capacity\./, ''), message: rest.join(': ') };
    }),
    ...(profile.idleMinutes <= longestIdle
      ? []
      : [
          {
            key: 'idleMinutes',
            message: `found ${profile.idleMinutes}; expected 1 to ${longestIdle} minutes (https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-auto-termination-policy.html)`,
          },
        ]),
  ];
}

/** Of each fleet; that they are of one architecture is of them all, and told where one differs from the primary node. */
function machineProblems(capacity: InstanceFleets): readonly ProfileProblem[] {
  const fleets = (['primary', 'core', 'task'] as const).map(
    (key) => [key, capacity[key]?.instanceTypes ?? []] as const,
  );
  const problems = fleets.flatMap(([key, types]) => {
    const found = instanceTypesProblem(types);
    return found === undefined ? [] : [{ key: `${key}.instanceTypes`, message: `found ${found}` }];
  });
  if (problems.length > 0) return problems;
  const all = instanceTypesProblem(instanceTypesOf(capacity));
  const [[, primary] = []] = fleets;
  const other = fleets.find(([, types]) => instanceTypesProblem([...(primary ?? []), ...types]) !== undefined);
  return all === undefined ? [] : [{ key: `${other?.[0] ?? 'primary'}.instanceTypes`, message: `found ${all}` }];
}

const isWorkerType = (name: string): name is GlueWorkerType => Object.hasOwn(glueWorkers, name);

function glueProblems({ glueVersion, workerType, workers }: ProfileOf<'glue'>): readonly ProfileProblem[] {
  const version = glueVersionProblem(glueVersion);
  const types = Object.keys(glueWorkers);
  const count = isWorkerType(workerType) ? glueWorkersProblem(workerType, workers) : undefined;
  return [
    ...(version === undefined ? [] : [{ key: 'glueVersion', message: `found '${glueVersion}': ${version}` }]),
    ...(isWorkerType(workerType)
      ? []
      : [
          {
            key: 'workerType',
            message: `found '${workerType}'; expected one of ${types.join(', ')} (https://docs.aws.amazon.com/glue/latest/dg/worker-types.html)`,
            hint: hintFor(workerType, types),
          },
        ]),
    ...(count === undefined ? [] : [{ key: 'workers', message: `found ${workers}; ${count}` }]),
  ];
}

function eksProblems(
  { oidcProvider, driver, executor }: ProfileOf<'emr-on-eks'>,
  { region }: Environment,
): readonly ProfileProblem[] {
  const [, issuerRegion] = /^oidc\.eks\.([a-z0-9-]+)\./.exec(oidcProvider) ?? [];
  return [
    ...(issuerRegion === region
      ? []
      : [
          {
            key: 'oidcProvider',
            message: `found '${oidcProvider}'; expected the issuer of a cluster in ${region}, where its virtual clusters and jobs are (https://docs.aws.amazon.com/emr/latest/EMR-on-EKS-DevelopmentGuide/setting-up-enable-IAM.html)`,
          },
        ]),
    ...Object.entries({ driver, executor }).flatMap(([key, { memoryGb }]) =>
      memoryGb >= 2
        ? []
        : [
            {
              key: `${key}.memoryGb`,
              message: `found ${memoryGb}; expected at least 2, of which Spark takes two fifths of its heap as overhead (https://spark.apache.org/docs/3.5.5/running-on-kubernetes.html#spark-properties)`,
            },
          ],
    ),
  ];
}

/** Of steps, beside what their cluster needs. */
const stepFacts: ServiceFacts = {
  name: 'Steps on Amazon EMR',
  principals: [],
  endpoints: [
    ...runtimeEndpoints.emr,
    {
      service: 'sts',
      type: 'Interface',
      why: 'nodes take the roles of steps',
      source: 'https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-steps-runtime-roles.html',
    },
  ],
};

/** What runs in the environment's own network, each once. Glue and EKS have networks of their own. */
export function networkUsers({ compute }: Environment): readonly ServiceFacts[] {
  const users = Object.values(compute).flatMap((profile) =>
    byService<readonly ServiceFacts[]>(profile, {
      'emr-serverless': () => [emrServerlessFacts],
      'emr-cluster': () => [emrFacts, stepFacts],
      glue: () => [],
      'emr-on-eks': () => [],
    }),
  );
  return [...new Set(users)];
}

/** What has addresses in a network of ours at the same time: the workers of all profiles. */
export const jobAddresses = ({ compute }: Environment): readonly AddressUse[] =>
  Object.entries(compute).flatMap(([name, profile]) =>
    byService<readonly AddressUse[]>(profile, {
      'emr-serverless': (each) => [{ what: `workers of ${name}`, addresses: workerAddresses(each) }],
      // Of one execution; each more needs as many again.
      'emr-cluster': ({ primary, core, task }) => [
        {
          what: `nodes of ${name}`,
          addresses: [primary, core, ...(task === undefined ? [] : [task])].reduce(
            (sum, fleet) => sum + fleetCapacity(fleet),
            0,
          ),
        },
      ],
      glue: () => [],
      'emr-on-eks': () => [],
    }),
  );
