/** What an `MlflowServer` is given. */
import * as z from 'zod';
import type { RemovalProps } from '../../core';
import { type ServedProps, servedShape } from '../compute/fargate_service_props';
import { type NamedProps, type NamingProps, namingShape } from '../environment/naming_props';
import { flagShape, keyArnShape, nameShape, securityGroupIdShape } from '../environment/shapes';

export interface MlflowServerProps extends ServedProps, NamedProps, RemovalProps {
  /** The host name that the certificate is for, and that leads to the load balancer. */
  readonly domainName: string;
  /** A key of class data: of the database and its password. */
  readonly keyArn: string;
  /** Where artefacts are kept. */
  readonly artifactBucketName: string;
  /** Ends with a slash; `mlflow/` unless given. */
  readonly artifactPrefix?: string;
  /** Of the bucket's encryption, unless that is S3's own. */
  readonly artifactKeyArn?: string;
  /** `db.t4g.medium` unless given. */
  readonly databaseInstanceClass?: string;
  /** GiB at the start; 20 unless given. It grows by itself. */
  readonly databaseStorage?: number;
  /** A standby of the database in another zone; true unless given. */
  readonly databaseMultiAz?: boolean;
  /** The file in the image with the certificates of RDS: then the database's is checked too. */
  readonly databaseCertificatePath?: string;
  /** The day on which the password changes and the tasks start anew with it; `SUN` unless given. */
  readonly passwordDay?: 'MON' | 'TUE' | 'WED' | 'THU' | 'FRI' | 'SAT' | 'SUN';
  /** Origins of other pages that may call it: `https://portal.acme.example`. */
  readonly corsAllowedOrigins?: readonly string[];
}

export interface ExistingMlflowProps extends NamingProps {
  readonly domainName: string;
  readonly artifactBucketName: string;
  /** Ends with a slash. */
  readonly artifactPrefix: string;
  readonly artifactKeyArn?: string;
  readonly loadBalancerGroupId: string;
}

const server = 'https://mlflow.org/docs/latest/self-hosting/security/network';
const store = 'https://mlflow.org/docs/latest/self-hosting/architecture/artifact-store';
const rotation = 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html';

const domainName = z
  .string()
  .regex(
    /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
    `expected a host name such as 'mlflow.acme.example' (${server})`,
  );
const artifactPrefix = z
  .string()
  .regex(/^([\w!.*'()-]+\/)+$/, `expected a prefix that ends with a slash, such as 'mlflow/' (${store})`);

export const mlflowServerShape = z.object({
  databaseMultiAz: flagShape,
  ...servedShape,
  name: nameShape,
  domainName,
  keyArn: keyArnShape,
  artifactPrefix: artifactPrefix.exactOptional(),
  artifactKeyArn: keyArnShape.exactOptional(),
  databaseCertificatePath: z
    .string()
    .regex(
      /^\/[^\s?&]+$/,
      'expected the absolute path of a file (https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html)',
    )
    .exactOptional(),
  passwordDay: z
    .enum(['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'], `expected a day such as SUN (${rotation})`)
    .exactOptional(),
  corsAllowedOrigins: z
    .array(
      z.string().regex(/^https:\/\/[^\s/,*]+$/, `expected an origin such as 'https://portal.acme.example' (${server})`),
    )
    .exactOptional(),
});

export const existingMlflowShape = z.object({
  ...namingShape,
  domainName,
  artifactPrefix,
  artifactKeyArn: keyArnShape.exactOptional(),
  loadBalancerGroupId: securityGroupIdShape,
});
