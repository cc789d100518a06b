import { BudgetsBudget } from '@cdktf/provider-aws/lib/budgets-budget';
import * as z from 'zod';
import { checkName, checkProps, Construct, resourceName } from '../../core';
import { type NamedProps, namingOf, namingShape } from '../environment/naming_props';
import { nameShape, topicArnShape } from '../environment/shapes';
import { budgetLimits, thresholdProblem } from '../facts';

export interface MonthlyBudgetProps extends NamedProps {
  /** US dollars a month. */
  readonly amount: number;
  /** A topic that takes spending (`AlertTopic` with `takesSpending`). */
  readonly topicArn?: string;
  /** Who gets a mail; at most ten. */
  readonly mails?: readonly string[];
  /** Percentages of the amount that are told of when they are spent; 80 and 100 unless given. */
  readonly actualThresholds?: readonly number[];
  /** The same for what the month is forecast to cost; 100 unless given. */
  readonly forecastThresholds?: readonly number[];
  /** The tag whose costs count; `{ key: 'project', value: <the project> }` unless given. `all` counts the whole account. */
  readonly tag?: { readonly key: string; readonly value: string } | 'all';
}

const budgets = 'https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_Budget.html';
const filters = 'https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-create-filters.html';
const percentages = z
  .array(z.number().positive(`expected percentages above 0 (${budgetLimits.source})`))
  .superRefine((thresholds, context) => {
    const problem = thresholdProblem(thresholds);
    if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
  })
  .exactOptional();
const tagShape = z.object({ key: z.string().regex(/^[^$]+$/), value: z.string().min(1) });
const isTagOrAll = (tag: unknown): boolean => tag === 'all' || tagShape.safeParse(tag).success;
const schema = z.object({
  ...namingShape,
  name: nameShape,
  amount: z.number().positive(`expected an amount above 0 (${budgets})`),
  topicArn: topicArnShape.exactOptional(),
  mails: z
    .array(z.string().includes('@', { error: `expected an e-mail address (${budgetLimits.source})` }))
    .max(budgetLimits.mails, `expected at most ${budgetLimits.mails} addresses (${budgetLimits.source})`)
    .exactOptional(),
  actualThresholds: percentages,
  forecastThresholds: percentages,
  tag: z
    .custom<MonthlyBudgetProps['tag']>(
      isTagOrAll,
      `expected 'all', or the key and the value of a tag, no $ in the key (${filters})`,
    )
    .exactOptional(),
});

/** What the costs of a month may be, and who is told before and when they are more. It stops nothing. */
export class MonthlyBudget extends Construct {
  readonly budgetName: string;

  constructor(scope: Construct, id: string, props: MonthlyBudgetProps) {
    super(scope, id);
    checkProps(schema, props, this.node.path);
    const naming = namingOf(props);
    const mails = props.mails ?? [];
    if (props.topicArn === undefined && mails.length === 0) {
      throw new Error(
        `${this.node.path}: found neither topicArn nor mails; expected at least one subscriber (${budgetLimits.source})`,
      );
    }
    const told = [
      ...(props.actualThresholds ?? [80, 100]).map((threshold) => ({ threshold, notificationType: 'ACTUAL' })),
      ...(props.forecastThresholds ?? [100]).map((threshold) => ({ threshold, notificationType: 'FORECASTED' })),
    ];
    if (told.length === 0 || told.length > budgetLimits.notifications) {
      throw new Error(
        `${this.node.path}: found ${told.length} thresholds; expected 1 to ${budgetLimits.notifications} (${budgetLimits.source})`,
      );
    }
    this.budgetName = checkName('budget', resourceName(naming, props.name ?? 'monthly'), this.node.path);
    const tag = props.tag ?? { key: 'project', value: naming.project };
    new BudgetsBudget(this, 'budget', {
      name: this.budgetName,
      budgetType: 'COST',
      timeUnit: 'MONTHLY',
      limitAmount: String(props.amount),
      limitUnit: 'USD',
      ...(tag === 'all' ? {} : { costFilter: [{ name: 'TagKeyValue', values: [`user:${tag.key}$${tag.value}`] }] }),
      notification: told.map((each) => ({
        ...each,
        comparisonOperator: 'GREATER_THAN',
        thresholdType: 'PERCENTAGE',
        ...(mails.length === 0 ? {} : { subscriberEmailAddresses: [...mails] }),
        ...(props.topicArn === undefined ? {} : { subscriberSnsTopicArns: [props.topicArn] }),
      })),
    });
  }
}
