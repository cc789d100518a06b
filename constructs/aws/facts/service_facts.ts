/** What is known of a service beyond the properties of its resources. Data: who needs it reads it. */
import type { Conditions } from '../../../pipelines/targets';

/** A statement of somebody else's, and where it is made. */
export interface Sourced {
  readonly why: string;
  readonly source: string;
}

/** A VPC endpoint that the service, or what runs on it, needs where there is no way to the internet. */
export interface EndpointFact extends Sourced {
  /** The last part of `com.amazonaws.{region}.{service}`. */
  readonly service: string;
  readonly type: 'Gateway' | 'Interface';
}

/** A bucket of AWS that the service uses from within a network, which a policy of the S3 endpoint has to let through. */
export interface ServiceBucket extends Sourced {
  /** `{region}` stands for the region. */
  readonly pattern: string;
  /** Regions where it has another name. */
  readonly nameIn?: Readonly<Record<string, string>>;
  /** What is done with its objects; they are read unless given. */
  readonly actions?: readonly string[];
  /** Who does it, where AWS says. */
  readonly conditions?: Conditions;
}

export interface ServiceQuota extends Sourced {
  readonly what: string;
  /** The default of a new account. */
  readonly most: number;
  /** Whether AWS raises it on request. */
  readonly adjustable: boolean;
}

export interface ServiceFacts {
  /** As AWS writes it: `Amazon EMR`. */
  readonly name: string;
  /** Who takes roles for it: `elasticmapreduce.amazonaws.com`. */
  readonly principals: readonly string[];
  readonly endpoints?: readonly EndpointFact[];
  readonly serviceBuckets?: readonly ServiceBucket[];
  /** EventBridge rules that Step Functions makes to wait for it. */
  readonly managedRules?: readonly (Sourced & { readonly name: string })[];
  /** Services that a caller passes a role to: the values of `iam:PassedToService`. */
  readonly passedTo?: readonly (Sourced & { readonly principal: string })[];
  /** Tags without which its managed policies or the service itself refuse a resource. */
  readonly demandedTags?: readonly (Sourced & { readonly key: string; readonly value: string; readonly on: string })[];
  /** What has to be open within its security groups. */
  readonly securityGroupRules?: readonly (Sourced & {
    readonly from: string;
    readonly to: string;
    readonly protocol: 'tcp' | 'udp' | 'all';
    readonly ports: string;
  })[];
  /** Zones that it has to be in. */
  readonly zones?: Sourced & { readonly least: number; readonly most: number };
  readonly quotas?: readonly ServiceQuota[];
}
