/** Plans of one resource that holds data. */
import { type PlanJson, readPlan } from '../../../cli/deploy/planned';

export const steps = (what: 'none' | 'create' | 'delete'): PlanJson =>
  readPlan(
    JSON.stringify({
      applyable: what !== 'none',
      resource_changes:
        what === 'none'
          ? []
          : [
              {
                address: 'aws_s3_bucket.x',
                type: 'aws_s3_bucket',
                change: { actions: [what], before: null, after: null },
              },
            ],
    }),
  );
