/** Two thousand dollars a month for what carries the project's tag: told at half, at 90 % and when the forecast is above it. */
import { MonthlyBudget } from '../../constructs/aws';
import type { Construct } from '../../constructs/core';

export function monthlyBudget(scope: Construct): void {
  const naming = { project: 'acme', environment: 'dev', account: '111122223333', region: 'eu-central-1' };
  new MonthlyBudget(scope, 'budget', {
    ...naming,
    name: 'budget-example',
    amount: 2000,
    actualThresholds: [50, 90],
    forecastThresholds: [100],
    mails: ['platform@example.com'],
  });
}
