import { arn, bucketArn, give, type Grant, type Grantee, type Naming } from '../../core';
import { athenaQueries } from '../facts';

/** Where the results of a workgroup lie. */
export interface QueryResults {
  readonly bucketName: string;
  /** Ends with a slash. */
  readonly prefix: string;
  readonly keyArn: string;
}

/** What can be granted on a workgroup of Athena, ours or an existing one. */
export class WorkgroupAccess {
  readonly arn: string;

  constructor(
    private readonly naming: Naming,
    readonly workgroupName: string,
    private readonly results: QueryResults,
  ) {
    this.arn = arn(naming, 'athena', `workgroup/${workgroupName}`);
  }

  /** Lets `grantee` run queries and read their results, the key of the results included. Tables are granted apart. */
  grantQuery(grantee: Grantee): Grant {
    return give(
      grantee,
      athenaQueries({
        workgroupArn: this.arn,
        resultsBucketArn: bucketArn(this.naming, this.results.bucketName),
        resultsPrefix: this.results.prefix,
        keyArn: this.results.keyArn,
        region: this.naming.region,
      }),
    );
  }
}
