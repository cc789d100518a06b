import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import * as z from 'zod';
import { policyDocument, type Statement } from '../../../pipelines/targets';
import { arn, checkName, checkProps, Construct, partitionOf, resourceName } from '../../core';
import { namingOf, type NamingProps, namingShape } from '../environment/naming_props';
import { arnShape, keyArnShape, textsShape, wholeNumber } from '../environment/shapes';
import {
  applyStatements,
  boundaryStatements,
  checkQuota,
  deployBoundaryArn,
  deployPath,
  type DeployScope,
  githubAudience,
  githubIssuer,
  planStatements,
  subjectProblem,
} from '../facts';

export interface DeployRolesProps extends NamingProps {
  /** Who may plan, as claims `sub`: `repo:acme/lake:pull_request`. `githubSubject` writes them. */
  readonly planSubjects: readonly string[];
  /** Who may apply: a branch, a tag or an environment of one repository, `repo:acme/lake:environment:prod`. */
  readonly applySubjects: readonly string[];
  readonly stateBucket: string;
  /** Where the state of the stacks is in it: `lakewright/dev`, without a slash at the end. */
  readonly statePrefixes: readonly string[];
  /** The key of the state bucket, unless that is S3's own. */
  readonly stateKeyArn?: string;
  /** The provider of the tokens; the account's for GitHub unless given. */
  readonly providerArn?: string;
  /** Path of the roles that the apply role makes; `/` unless given. */
  readonly rolePath?: string;
  /** Buckets whose objects Terraform manages; the artefacts of every environment of the project unless given. */
  readonly managedObjects?: readonly string[];
  /** `allowed` lets the apply role delete what holds data; for environments that come and go. */
  readonly statefulDeletes?: 'denied' | 'allowed';
  /** How long a job may keep a role; an hour unless given. */
  readonly sessionMinutes?: number;
}

const roles = 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html';
const backend = 'https://developer.hashicorp.com/terraform/language/backend/s3';
const subjects = (role: 'plan' | 'apply') =>
  z
    .array(
      z.string().superRefine((subject, context) => {
        const problem = subjectProblem(subject, role);
        if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
      }),
    )
    .min(1, `expected at least one subject: nobody could take the role (${roles})`);
const schema = z.object({
  ...namingShape,
  statefulDeletes: z.enum(['denied', 'allowed'], `expected denied or allowed (docs/aws.md#properties)`).exactOptional(),
  managedObjects: textsShape,
  planSubjects: subjects('plan'),
  applySubjects: subjects('apply'),
  statePrefixes: z
    .array(
      z.string().regex(/^[^/*?]+(\/[^/*?]+)*$/, `expected a prefix such as 'lakewright/dev', no wildcard (${backend})`),
    )
    .min(1, `expected where the state is (${backend})`),
  stateKeyArn: keyArnShape.exactOptional(),
  providerArn: arnShape('a provider').exactOptional(),
  rolePath: z
    .string()
    .regex(/^\/([\w+=,.@-]+\/)*$/, `expected a path such as '/data-platform/' (${roles})`)
    .exactOptional(),
  sessionMinutes: wholeNumber(60, 720, 'minutes', roles).exactOptional(),
});

/** What AWS keeps current: reading everything, and changing everything but IAM. */
const managed = {
  // https://docs.aws.amazon.com/aws-managed-policy/latest/reference/ReadOnlyAccess.html
  plan: 'ReadOnlyAccess',
  // https://docs.aws.amazon.com/aws-managed-policy/latest/reference/PowerUserAccess.html
  apply: 'PowerUserAccess',
} as const;

/** The roles that a repository's workflows plan and apply with, and the boundary of every role that is made by them. */
export class DeployRoles extends Construct {
  readonly planRoleArn: string;
  readonly applyRoleArn: string;
  /** For an environment's `roles.permissionsBoundary`: without it the apply role makes no role. */
  readonly boundaryArn: string;

  constructor(scope: Construct, id: string, props: DeployRolesProps) {
    super(scope, id);
    checkProps(schema, props, this.node.path);
    const naming = namingOf(props);
    checkName('s3 bucket', props.stateBucket, this.node.path);
    const nameOf = (role: 'plan' | 'apply') => checkName('iam role', resourceName(naming, role), this.node.path);
    const arnOf = (role: 'plan' | 'apply') => arn(naming, 'iam', `role${deployPath}${nameOf(role)}`, false);
    const boundary = checkName('iam policy', resourceName(naming, 'boundary'), this.node.path);
    this.planRoleArn = arnOf('plan');
    this.applyRoleArn = arnOf('apply');
    this.boundaryArn = deployBoundaryArn(naming);
    const scoped: DeployScope = {
      naming,
      rolePath: props.rolePath ?? '/',
      boundaryArn: this.boundaryArn,
      deployRoleArns: [this.planRoleArn, this.applyRoleArn],
      stateBucket: props.stateBucket,
      statePrefixes: props.statePrefixes,
      stateKeyArn: props.stateKeyArn,
      managedObjects: props.managedObjects ?? [`${naming.project}-*-artefacts-*`],
    };
    const limits = policyDocument(boundaryStatements(scoped));
    checkQuota('managedPolicyCharacters', limits.length, `${this.node.path}: policy '${boundary}'`);
    new IamPolicy(this, 'boundary', {
      name: boundary,
      path: deployPath,
      description: 'The most that a role of the platform can be allowed',
      policy: limits,
    });
    const seconds = (props.sessionMinutes ?? 60) * 60;
    const make = (role: 'plan' | 'apply', trusted: readonly string[], statements: readonly Statement[]): void => {
      const text = policyDocument(statements);
      checkQuota('inlinePolicyCharacters', text.length, `${this.node.path}: role '${nameOf(role)}'`);
      const made = new IamRole(this, role, {
        name: nameOf(role),
        path: deployPath,
        description: `GitHub Actions: ${role} of ${naming.project}`,
        maxSessionDuration: seconds,
        assumeRolePolicy: policyDocument([trust(props.providerArn ?? providerOf(props), trusted)]),
      });
      new IamRolePolicy(this, `${role}-policy`, { name: 'deploy', role: made.name, policy: text });
      new IamRolePolicyAttachment(this, `${role}-managed`, {
        role: made.name,
        policyArn: `arn:${partitionOf(naming.region)}:iam::aws:policy/${managed[role]}`,
      });
    };
    make('plan', props.planSubjects, planStatements(scoped));
    make('apply', props.applySubjects, applyStatements(scoped, props.statefulDeletes ?? 'denied'));
  }
}

const providerOf = (props: NamingProps): string => arn(namingOf(props), 'iam', `oidc-provider/${githubIssuer}`, false);

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html#idp_oidc_Create_GitHub */
const trust = (providerArn: string, subjects: readonly string[]): Statement => ({
  principals: { Federated: providerArn },
  actions: ['sts:AssumeRoleWithWebIdentity'],
  resources: [],
  conditions: {
    StringEquals: { [`${githubIssuer}:aud`]: githubAudience },
    StringLike: { [`${githubIssuer}:sub`]: subjects },
  },
});
