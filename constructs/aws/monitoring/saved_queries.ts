import { CloudwatchQueryDefinition } from '@cdktf/provider-aws/lib/cloudwatch-query-definition';
import * as z from 'zod';
import { checkName, checkProps, Construct, resourceName } from '../../core';
import { type NamedProps, namingOf, namingShape } from '../environment/naming_props';
import { nameShape } from '../environment/shapes';
import { mostLogGroups, type SavedQuery } from './log_queries';

export interface SavedQueriesProps extends NamedProps {
  /** `jobQueries` and `stateMachineQueries`, or your own. */
  readonly queries: readonly SavedQuery[];
}

const source = 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutQueryDefinition.html';
const schema = z.object({
  ...namingShape,
  name: nameShape,
  queries: z
    .array(
      z.object({
        name: z.string().regex(/^[^:*/]+$/, `expected a name without ':', '*' and '/' (${source})`),
        query: z
          .string()
          .min(1, `expected a query (${source})`)
          .max(10_000, `expected at most 10,000 characters (${source})`),
        logGroupNames: z
          .array(z.string())
          .min(1, `expected the log groups that it asks (${source})`)
          .max(
            mostLogGroups,
            `expected at most ${mostLogGroups} log groups (https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html)`,
          ),
      }),
    )
    .refine(
      (queries) => new Set(queries.map(({ name }) => name)).size === queries.length,
      `expected a name of its own for each query (${source})`,
    ),
});

/** Questions to logs, in a folder of Logs Insights. */
export class SavedQueries extends Construct {
  /** The folder is `{project}-{environment}-{name}`. */
  readonly names: readonly string[];

  constructor(scope: Construct, id: string, props: SavedQueriesProps) {
    super(scope, id);
    checkProps(schema, props, this.node.path);
    const folder = resourceName(namingOf(props), props.name ?? 'queries');
    this.names = props.queries.map(({ name, query, logGroupNames }) => {
      const full = checkName('query definition', `${folder}/${name}`, this.node.path);
      new CloudwatchQueryDefinition(this, name.replaceAll(' ', '-'), {
        name: full,
        queryString: query,
        logGroupNames: [...logGroupNames],
      });
      return full;
    });
  }
}
