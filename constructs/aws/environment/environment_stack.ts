import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { type Environment, namesOf } from '../../../environments';
import {
  Aspects,
  type Construct,
  type IAspect,
  type IConstruct,
  type Naming,
  OnePassStack,
  S3Backend,
  Tags,
  TerraformResource,
} from '../../core';
import { checkQuota } from '../facts';
import { checkResidency } from './residency';

/**
 * A stack of one environment: its account pinned, its state in S3 with a lock file, its tags on everything.
 * `what` names the stack and its state: `storage` is `{project}-{environment}-storage`.
 */
export class EnvironmentStack extends OnePassStack {
  readonly environment: Environment;
  readonly naming: Naming;
  /** Both keys to destroying data: the first for every tier but production, the second the environment's. */
  readonly removal: { readonly removalPolicy: 'retain' | 'destroy'; readonly allowDestroy: boolean };

  constructor(scope: Construct, environment: Environment, what: string) {
    const naming = namesOf(environment);
    super(scope, `${environment.project}-${environment.name}-${what}`);
    this.environment = environment;
    this.naming = naming;
    this.removal = {
      removalPolicy: environment.allowDestroy && environment.tier !== 'prod' ? 'destroy' : 'retain',
      allowDestroy: environment.allowDestroy,
    };
    new AwsProvider(this, 'aws', { region: environment.region, allowedAccountIds: [environment.accounts.data] });
    new S3Backend(this, {
      bucket: environment.state.bucket,
      key: `${environment.state.prefix}/${what}.tfstate`,
      region: environment.state.region,
      encrypt: true,
    });
    // Terraform 1.10 locks with an object beside the state; cdktf 0.21 has no property for it.
    this.addOverride('terraform.backend.s3.use_lockfile', true);
    this.addOverride('terraform.required_version', '>= 1.10.0');
    const boundary = environment.roles.permissionsBoundary;
    if (boundary !== undefined) Aspects.of(this).add(new PermissionsBoundary(boundary));
    Tags.of(this, {
      ...environment.tags,
      project: environment.project,
      environment: environment.name,
      tier: environment.tier,
      stack: what,
      'managed-by': 'terraform',
    });
  }

  /** @throws when the stack has grown beyond what one plan can show */
  override prepareStack(): void {
    super.prepareStack();
    const resources = this.node.findAll().filter((node) => TerraformResource.isTerraformResource(node));
    checkQuota('stackResources', resources.length, `stack '${this.node.id}'`);
  }

  /** @throws when something of it names a region where the environment's data may not be */
  override toTerraform(): Record<string, unknown> {
    const json = super.toTerraform();
    // It is asked for twice, and says nothing the first time.
    if (Object.keys(json).length > 0) checkResidency(this, this.environment, json);
    return json;
  }

  /** Held against the same as its JSON. */
  override toHclTerraform(): Record<string, unknown> {
    this.toTerraform();
    return super.toHclTerraform();
  }
}

/** Limits every role of a stack, whoever wrote it, unless it has a boundary of its own. */
class PermissionsBoundary implements IAspect {
  constructor(private readonly policyArn: string) {}

  visit(node: IConstruct): void {
    if (node instanceof IamRole && node.permissionsBoundaryInput === undefined) {
      node.permissionsBoundary = this.policyArn;
    }
  }
}
