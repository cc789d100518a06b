/** What one environment is: where it lives, how big it is, who is told. The only file that names accounts and regions. */
import * as z from 'zod';
import { pythonVersion } from '../pipelines/plan';
import { accountsSchema } from './accounts';
import { alertsSchema } from './alerts';
import { computeProfile } from './compute';
import { contradictions } from './contradictions';
import { costSchema } from './cost';
import { monitoringSchema } from './monitoring';
import { networkSchema } from './network';
import { allowedRegions, region } from './regions';
import { stateSchema } from './state';
import { tagsSchema } from './tags';
import { tierDefault, tiers } from './tiers';
import { environmentName, environmentNameText, flag, plainName, plainNameText, positive, wholeBetween } from './values';

/** A hundred years. */
const mostDays = 36_500;
const backupDays = wholeBetween(0, mostDays, 'https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html');
const lockDays = wholeBetween(1, mostDays, 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html');

/** Unless it is said, the tier says it: tiers.ts. */
const ofTier = positive.exactOptional();

const projectName = z.string().regex(plainName(20), plainNameText(20));

/** What definitions put a slash and a path after. */
const folderOnS3 = /^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/[^/\p{Cc}]+)*$/u;

/** A Python that is not the release's, or has more packages: what its archive holds is unpacked beside each job. */
const pythonArchive = z.strictObject({
  /** `s3://tools/python-3.11.tar.gz`, or a file of the project, which goes into the artefacts bucket. */
  archive: z
    .string()
    .regex(
      /^(s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\/)?[^:,#\s]+\.(tar\.gz|tgz|zip)$/,
      'expected s3://bucket/key or a file, that ends with .tar.gz, .tgz or .zip',
    ),
});

export const connection = z.strictObject({
  kind: z.string().min(1),
  /** Plain settings: host, port, database. */
  options: z.record(z.string(), z.string()).default({}),
  /** The name of the secret that holds the credentials; never the credentials. */
  secret: z.string().min(1).exactOptional(),
});

const repository = z.string().regex(/^[\w.-]+\/[\w.-]+$/, "expected 'owner/name'");
/** A name without a wildcard. */
const exactName = z.string().regex(/^[^*?\s]+$/, 'expected a name without a wildcard');

/** What an account has once. One environment of the account says it. */
const accountOwner = z.strictObject({
  /** Whose workflows plan (pull requests) and apply (these branches and environments of GitHub). */
  github: z
    .strictObject({
      repositories: z.array(repository).min(1, 'expected at least one repository'),
      branches: z.array(exactName).default([]),
      environments: z.array(exactName).default([]),
      /** Where the state of further environments is in the bucket; this environment's is always among them. */
      statePrefixes: z.array(exactName).default([]),
      statefulDeletes: z.enum(['denied', 'allowed']).default('denied'),
    })
    .refine((github) => github.branches.length + github.environments.length > 0, 'expected a branch or an environment')
    .exactOptional(),
  lakeFormationAdmins: z
    .array(z.string().regex(/^arn:[a-z-]+:iam::\d{12}:(role|user)\/.+$/, "expected a role's or a user's ARN"))
    .exactOptional(),
  /** Of services that are used; the names are in constructs/aws/facts. */
  serviceLinkedRoles: z.array(z.string()).default([]),
  /** False in a second region of the account: leaves out what an account has once. */
  accountWide: flag.default(true),
  /** False where somebody else says what AWS Backup takes in the account and region. */
  backups: flag.exactOptional(),
});

const written = z.strictObject({
  name: z.string().regex(environmentName, environmentNameText),
  tier: z.enum(tiers),
  project: projectName,
  region,
  /** Where its data may be: nothing of its stacks names another region. */
  allowedRegions: allowedRegions.exactOptional(),
  accounts: accountsSchema,
  account: accountOwner.exactOptional(),
  tags: tagsSchema.default({}),
  connections: z.record(z.string(), connection).default({}),
  compute: z.record(z.string().regex(/^[a-z][a-z0-9_]{0,30}$/, 'expected a snake_case name'), computeProfile),
  /** By version: what a task that says `requires_python: '3.11'` runs on. */
  python: z.record(pythonVersion, pythonArchive).default({}),
  emrRelease: z.string().regex(/^emr-\d+\.\d+\.\d+$/, "expected a release label such as 'emr-7.10.0'"),
  /** Quotas of the account that AWS has raised; their names are in constructs/aws/facts. */
  quotas: z.record(z.string(), positive).default({}),
  /** Values of the `${NAME}` in definitions; `LANDING` is set by the landing bucket unless given. */
  parameters: z
    .record(z.string(), z.string())
    .superRefine((given, context) => {
      const { LANDING: landing } = given;
      if (landing === undefined || folderOnS3.test(landing)) return;
      const message =
        "expected a bucket or a folder of it, such as 's3://acme-landing/shop', without a slash at its end";
      context.addIssue({ code: 'custom', path: ['LANDING'], message, input: landing });
    })
    .default({}),
  /** What an account asks of every role, and how many there are: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html */
  roles: z
    .strictObject({
      path: z
        .string()
        .regex(/^\/([\w+=,.@-]+\/)*$/, "expected a path such as '/data-platform/', with a slash at both ends")
        .max(512)
        .default('/'),
      permissionsBoundary: z
        .string()
        .regex(/^arn:[a-z-]+:iam::(\d{12}|aws):policy\/.+$/, "expected a policy's ARN")
        .exactOptional(),
      /** Whether the units of a domain's layer share a role, or each has its own. */
      per: z.enum(['layer', 'unit']).default('layer'),
    })
    .prefault({}),
  /** Existing subnets and security groups, or a range for a network of ours; without it jobs run in the service's own. */
  network: networkSchema.exactOptional(),
  retention: z
    .strictObject({
      logDays: ofTier,
      landingDays: positive.default(2555),
      nonCurrentDays: positive.default(7),
    })
    .prefault({}),
  recovery: z
    .strictObject({
      /** Where landing, artefacts and the ledger's backups are copied to; nowhere unless given: where data may be is the user's to say. */
      region: region.exactOptional(),
      /** Days that a daily backup of the ledger is kept; 0 makes none. */
      backupDays: backupDays.exactOptional(),
    })
    .prefault({}),
  /** How often the objects of the lake's buckets are listed. */
  inventory: z.enum(['none', 'weekly', 'daily']).exactOptional(),
  audit: z
    .strictObject({
      /** Of the objects of the lake: recorded by a trail of the environment's own, or not at all. */
      dataEvents: z.enum(['none', 'writes', 'all']).exactOptional(),
      /** Days for which a record is locked. */
      lockDays: lockDays.exactOptional(),
      /** Whether who may bypass the lock can; governance unless given. */
      lockMode: z.enum(['governance', 'compliance']).exactOptional(),
      /** Days until records are deleted. */
      recordDays: ofTier,
    })
    .prefault({}),
  /** The second key to destroying data; the first is `removalPolicy: 'destroy'` on the construct. */
  allowDestroy: flag.default(false),
  /** Where what deploys runs: inside the network of what it deploys to, or outside, as hosted runners do. */
  deployer: z.enum(['inside', 'outside']).default('inside'),
  /** Whether a person says yes before a deployment. */
  approvals: z.enum(['none', 'required']).exactOptional(),
  alerts: alertsSchema.prefault({}),
  monitoring: monitoringSchema.prefault({}),
  cost: costSchema.prefault({}),
  /** Where Terraform keeps its state. */
  state: stateSchema,
});

/** Fills in what the tier says, and holds what is written against it. */
export const environmentSchema = written.transform((given, context) => {
  const { tier, retention, recovery, audit, alerts } = given;
  const environment = {
    ...given,
    retention: { ...retention, logDays: retention.logDays ?? tierDefault('retention.logDays', tier) },
    recovery: { ...recovery, backupDays: recovery.backupDays ?? tierDefault('recovery.backupDays', tier) },
    inventory: given.inventory ?? tierDefault('inventory', tier),
    audit: {
      ...audit,
      dataEvents: audit.dataEvents ?? tierDefault('audit.dataEvents', tier),
      lockDays: audit.lockDays ?? tierDefault('audit.lockDays', tier),
      recordDays: audit.recordDays ?? tierDefault('audit.recordDays', tier),
    },
    approvals: given.approvals ?? tierDefault('approvals', tier),
    alerts: { ...alerts, from: alerts.from ?? tierDefault('alerts.from', tier) },
  };
  for (const { path, message, known = [] } of contradictions(environment)) {
    const input = path.reduce<unknown>((value, key) => Reflect.get(Object(value), key), environment);
    context.addIssue({ code: 'custom', path: [...path], message, input, params: { known } });
  }
  return environment;
});

export type Environment = z.output<typeof environmentSchema>;
/** What an environment says of its account. */
export type AccountOwner = z.output<typeof accountOwner>;
export type Connection = z.output<typeof connection>;
