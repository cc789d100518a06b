import { GlueCatalogDatabase } from '@cdktf/provider-aws/lib/glue-catalog-database';
import * as z from 'zod';
import { checkName, checkProps, Construct, type Grant, type Grantee } from '../../core';
import type { GrantedTable } from '../facts';
import { namingOf, type NamingProps, namingShape } from '../environment/naming_props';
import { keyArnShape } from '../environment/shapes';
import { CatalogueAccess } from './catalogue_access';

export interface GlueDatabasesProps extends NamingProps {
  /** One database each. The runtime registers tables in them; Terraform makes none. */
  readonly databases: readonly {
    readonly name: string;
    readonly description: string;
    /** `s3://bucket/prefix/` */
    readonly location: string;
  }[];
  /** The key of the catalogue's encryption, which the account sets; grants then cover it. */
  readonly catalogueKeyArn?: string;
}

export interface ExistingDatabasesProps extends NamingProps {
  readonly names: readonly string[];
  readonly catalogueKeyArn?: string;
}

const existing = z.object({
  ...namingShape,
  names: z
    .array(z.string())
    .min(1, 'expected at least one database (https://docs.aws.amazon.com/glue/latest/webapi/API_DatabaseInput.html)'),
  catalogueKeyArn: keyArnShape.exactOptional(),
});

const schema = z.object({
  ...namingShape,
  catalogueKeyArn: keyArnShape.exactOptional(),
  databases: z.array(
    z.object({
      description: z
        .string()
        .max(
          2048,
          'expected at most 2,048 characters (https://docs.aws.amazon.com/glue/latest/webapi/API_DatabaseInput.html)',
        ),
      location: z
        .string()
        .regex(
          /^s3:\/\/[^/]+\/.*$/,
          'expected s3://bucket/prefix/ (https://docs.aws.amazon.com/glue/latest/webapi/API_DatabaseInput.html)',
        ),
    }),
  ),
});

/** Databases of the Glue catalogue, one per domain and layer. */
export class GlueDatabases extends Construct {
  readonly names: readonly string[];
  /** For `dependsOn`, by name. */
  readonly resources: ReadonlyMap<string, GlueCatalogDatabase>;
  private readonly access: CatalogueAccess;

  /** Databases that are there already. */
  static fromExisting(scope: Construct, id: string, props: ExistingDatabasesProps): CatalogueAccess {
    const path = `${scope.node.path}/${id}`;
    checkProps(existing, props, path);
    const names = props.names.map((name) => checkName('glue database', name, path));
    return new CatalogueAccess(path, namingOf(props), names, props.catalogueKeyArn);
  }

  constructor(scope: Construct, id: string, props: GlueDatabasesProps) {
    super(scope, id);
    checkProps(schema, props, this.node.path);
    this.names = props.databases.map((database) => checkName('glue database', database.name, this.node.path));
    this.access = new CatalogueAccess(this.node.path, namingOf(props), this.names, props.catalogueKeyArn);
    this.resources = new Map(
      props.databases.map(({ name, description, location }) => [
        name,
        new GlueCatalogDatabase(this, name, { name, description, locationUri: location }),
      ]),
    );
  }

  /** Lets `grantee` look up `tables` (all of all the databases unless given), the key of the catalogue included. */
  grantRead(grantee: Grantee, tables?: readonly GrantedTable[]): Grant {
    return this.access.grantRead(grantee, tables);
  }

  /** The same for creating and changing them, and for their partitions; never for deleting a table. */
  grantWrite(grantee: Grantee, tables?: readonly GrantedTable[]): Grant {
    return this.access.grantWrite(grantee, tables);
  }
}
