/**
 * Services that are in one region for the whole world, whose resources have to be made there. What they hold is about the
 * account or for the public; none of it is of the lake. An alarm on estimated charges is none of them: it tells topics of its
 * own region alone, and a topic may hold anything; a budget tells whoever it likes.
 */

/** https://docs.aws.amazon.com/general/latest/gr/rande.html#global-endpoints */
export const globalRegion = 'us-east-1';

interface GlobalResource {
  /** As ARNs name the service. */
  readonly service: string;
  readonly types: readonly string[];
  readonly why: string;
  readonly source: string;
}

export const globalResources: readonly GlobalResource[] = [
  {
    service: 'acm',
    types: ['aws_acm_certificate', 'aws_acm_certificate_validation'],
    why: 'CloudFront takes certificates of that region alone; a certificate is public',
    source:
      'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html#https-requirements-aws-region',
  },
  {
    service: 'ce',
    types: ['aws_ce_anomaly_monitor', 'aws_ce_anomaly_subscription', 'aws_ce_cost_category'],
    why: 'Cost Explorer has one endpoint; it holds what services cost',
    source: 'https://docs.aws.amazon.com/general/latest/gr/billing.html',
  },
  {
    service: 'budgets',
    types: ['aws_budgets_budget', 'aws_budgets_budget_action'],
    why: 'AWS Budgets has one endpoint; it holds amounts of money',
    source: 'https://docs.aws.amazon.com/general/latest/gr/billing.html',
  },
];

/** Whether a resource may be in the region of the global services, wherever data has to be. */
export const isGlobalResource = (type: string): boolean => globalResources.some(({ types }) => types.includes(type));

/** Whether an ARN of that region is one that has to be there. */
export const isGlobalService = (service: string): boolean => globalResources.some((each) => each.service === service);
