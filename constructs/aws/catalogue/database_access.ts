import { LakeformationPermissions } from '@cdktf/provider-aws/lib/lakeformation-permissions';
import { LakeformationResource } from '@cdktf/provider-aws/lib/lakeformation-resource';
import { LakeformationResourceLfTags } from '@cdktf/provider-aws/lib/lakeformation-resource-lf-tags';
import * as z from 'zod';
import {
  bucketArn,
  checkName,
  checkProps,
  Construct,
  formerly,
  give,
  type Grant,
  type Grantee,
  idOf,
  resourceName,
} from '../../core';
import { catalogueRead, catalogueWrite, dataAccess, lakeFormation, registrationStatements } from '../facts';
import { ServiceRole } from '../identity/service_role';
import { type NamedProps, namingOf, namingShape } from '../environment/naming_props';
import { constructShape, keyArnShape, nameShape } from '../environment/shapes';
import type { GlueDatabases } from './glue_databases';

export interface DatabaseAccessProps extends NamedProps {
  readonly databaseName: string;
  /** Who decides: policies of roles alone, or Lake Formation too. */
  readonly access: 'iam' | 'lakeformation';
  /** `s3://bucket/prefix/` of its tables. */
  readonly location: string;
  /** The key of that bucket. */
  readonly keyArn: string;
  readonly catalogueKeyArn?: string;
  /** What makes the database, where that is in this stack. */
  readonly databases?: GlueDatabases;
  /** Lake Formation tags that are there, and their values for this database. */
  readonly lfTags?: Readonly<Record<string, string>>;
}

/** A role, and its ARN: Lake Formation grants to principals. */
export type Principal = Grantee & { readonly arn: string };

const schema = z
  .object({
    ...namingShape,
    databases: constructShape('the databases').exactOptional(),
    name: nameShape,
    access: z.enum(['iam', 'lakeformation'], `expected iam or lakeformation (${lakeFormation.permissions})`),
    location: z
      .string()
      .regex(/^s3:\/\/[^/]+\/(.+\/)?$/, `expected s3://bucket/prefix/ (${lakeFormation.registrationRole})`),
    keyArn: keyArnShape,
    catalogueKeyArn: keyArnShape.exactOptional(),
    lfTags: z.record(z.string(), z.string()).exactOptional(),
  })
  .refine(({ access, lfTags }) => access === 'lakeformation' || lfTags === undefined, {
    path: ['lfTags'],
    message: `expected none with access 'iam', which knows no tags of Lake Formation (${lakeFormation.lfTags})`,
  });

/** Who may read and write the tables of one database: by IAM, or by IAM and Lake Formation. */
export class DatabaseAccess extends Construct {
  readonly databaseName: string;
  /** The role that Lake Formation reads the location with; none with IAM. */
  readonly roleArn: string | undefined;
  private readonly props: DatabaseAccessProps;
  private readonly locationArn: string;
  private registered: LakeformationResource | undefined;
  private readonly permissions = new Map<string, LakeformationPermissions>();
  private grants = 0;

  constructor(scope: Construct, id: string, props: DatabaseAccessProps) {
    super(scope, id);
    checkProps(schema, props, this.node.path);
    this.props = props;
    this.databaseName = checkName('glue database', props.databaseName, this.node.path);
    const [bucketName = '', ...rest] = props.location.slice('s3://'.length).split('/');
    const prefix = rest.join('/');
    const bucket = bucketArn(namingOf(props), checkName('s3 bucket', bucketName, this.node.path));
    this.locationArn = prefix === '' ? bucket : `${bucket}/${prefix.replace(/\/$/, '')}`;
    this.roleArn = props.access === 'iam' ? undefined : this.register(bucket, prefix);
    if (props.lfTags !== undefined) {
      new LakeformationResourceLfTags(this, 'tags', {
        database: { name: this.databaseName },
        lfTag: Object.entries(props.lfTags).map(([key, value]) => ({ key, value })),
        dependsOn: this.database(),
      });
    }
  }

  /** Lets `principal` read all tables of the database, as far as the catalogue and Lake Formation are asked. */
  grantRead(principal: Principal): Grant {
    return this.grant(principal, 'read');
  }

  /** The same for creating, changing and writing them. */
  grantWrite(principal: Principal): Grant {
    return this.grant(principal, 'write');
  }

  private grant(principal: Principal, what: 'read' | 'write'): Grant {
    const tables = [{ database: this.databaseName, name: '*' }];
    const statements = what === 'read' ? catalogueRead : catalogueWrite;
    const catalogue = statements(namingOf(this.props), tables, this.props.catalogueKeyArn);
    if (this.registered === undefined) return give(principal, catalogue);
    const { database, tables: onTables, location } = lakeFormation[what];
    this.permit(principal, 'database', database, { database: { name: this.databaseName } });
    this.permit(principal, 'tables', onTables, { table: { databaseName: this.databaseName, wildcard: true } });
    if (location.length > 0) this.permit(principal, 'location', location, { dataLocation: { arn: this.locationArn } });
    return give(principal, [...catalogue, dataAccess]);
  }

  /** One for each principal and thing: of two that overlap, whichever goes would take from the other. */
  private permit(
    { arn: principal }: Principal,
    what: string,
    permissions: readonly string[],
    on:
      | { readonly database: { readonly name: string } }
      | { readonly table: { readonly databaseName: string; readonly wildcard: boolean } }
      | { readonly dataLocation: { readonly arn: string } },
  ): void {
    this.grants += 1;
    const id = `${what}-${idOf(this, principal)}`;
    const there = this.permissions.get(id);
    if (there !== undefined) {
      there.permissions = [...new Set([...(there.permissionsInput ?? []), ...permissions])].sort();
      return;
    }
    const permission = new LakeformationPermissions(this, id, {
      principal,
      permissions: [...permissions],
      ...on,
      dependsOn: [...this.database(), ...(this.registered === undefined ? [] : [this.registered])],
    });
    // Before 0.2 it was its place among the grants.
    formerly(permission, `permission-${this.grants}`);
    this.permissions.set(id, permission);
  }

  private register(bucket: string, prefix: string): string {
    const naming = namingOf(this.props);
    const role = new ServiceRole(this, 'role', {
      ...naming,
      roleName: resourceName(naming, this.props.name ?? `lake-${this.databaseName.replaceAll('_', '-')}`),
      service: lakeFormation.registrationServices,
      description: `Reads and writes ${this.props.location} for Lake Formation`,
      statements: registrationStatements(bucket, prefix, this.props.keyArn, naming.region),
    });
    this.registered = new LakeformationResource(this, 'location', {
      arn: this.locationArn,
      roleArn: role.arn,
      dependsOn: [role.resource],
    });
    return role.arn;
  }

  private database() {
    const database = this.props.databases?.resources.get(this.databaseName);
    return database === undefined ? [] : [database];
  }
}
