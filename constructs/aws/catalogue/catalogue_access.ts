import { give, type Grant, type Grantee, type Naming } from '../../core';
import { catalogueRead, catalogueWrite, type GrantedTable } from '../facts';

/** What can be granted on databases of the catalogue, ours or existing ones. */
export class CatalogueAccess {
  /**
   * @param path of the construct, for messages
   * @param keyArn of the catalogue's encryption; absent where that is AWS's own
   */
  constructor(
    private readonly path: string,
    private readonly naming: Naming,
    readonly names: readonly string[],
    private readonly keyArn?: string,
  ) {}

  /** Lets `grantee` look up `tables` (all of all the databases unless given), the key of the catalogue included. */
  grantRead(grantee: Grantee, tables?: readonly GrantedTable[]): Grant {
    return give(grantee, catalogueRead(this.naming, this.tables(tables), this.keyArn));
  }

  /** The same for creating and changing them, and for their partitions; never for deleting a table. */
  grantWrite(grantee: Grantee, tables?: readonly GrantedTable[]): Grant {
    return give(grantee, catalogueWrite(this.naming, this.tables(tables), this.keyArn));
  }

  private tables(tables?: readonly GrantedTable[]): readonly GrantedTable[] {
    const strange = tables?.find(({ database }) => !this.names.includes(database));
    if (strange !== undefined) {
      throw new Error(
        `${this.path}: table '${strange.database}.${strange.name}': expected one of database ${this.names.join(', ')} ` +
          `(https://docs.aws.amazon.com/glue/latest/dg/glue-specifying-resource-arns.html)`,
      );
    }
    return tables ?? this.names.map((database) => ({ database, name: '*' }));
  }
}
