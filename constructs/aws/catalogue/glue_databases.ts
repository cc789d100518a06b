import { GlueCatalogDatabase } from '@cdktf/provider-aws/lib/glue-catalog-database';
import * as z from 'zod';
import { checkName, checkProps, Construct } from '../../core';
import { type NamingProps, namingShape } from '../environment/naming_props';

export interface GlueDatabasesProps extends NamingProps {
  /** One database each. The runtime registers tables in them; Terraform makes none. */
  readonly databases: readonly {
    readonly name: string;
    readonly description: string;
    /** `s3://bucket/prefix/` */
    readonly location: string;
  }[];
}

const schema = z.object({
  ...namingShape,
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

  constructor(scope: Construct, id: string, props: GlueDatabasesProps) {
    super(scope, id);
    checkProps(schema, props, this.node.path);
    this.names = props.databases.map((database) => checkName('glue database', database.name, this.node.path));
    for (const { name, description, location } of props.databases) {
      new GlueCatalogDatabase(this, name, { name, description, locationUri: location });
    }
  }
}
