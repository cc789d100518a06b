import { ManagedSecret } from '../../../../constructs/aws';
import type { Variant } from '../variant';

const keyArn = 'arn:aws:kms:eu-central-1:111122223333:key/1';
const rotationLambdaArn = 'arn:aws:lambda:eu-central-1:111122223333:function:rotate';

export const managedSecret: Variant = {
  construct: ManagedSecret,
  family: 'network',
  least: (scope, id, given, name) =>
    new ManagedSecret(scope, id, { ...given.base, keyArn: given.keyArn(), ...(name === undefined ? {} : { name }) }),
  all: (scope, id, given) =>
    new ManagedSecret(scope, id, {
      ...given.base,
      name: 'all',
      keyArn: given.keyArn(),
      description: 'Opens the warehouse; its owner sets it',
      rotationLambdaArn: given.functionArn(),
      rotationSchedule: 'rate(10 days)',
      recoveryDays: 7,
    }),
  existing: (scope, id, given) =>
    ManagedSecret.fromExisting(scope, id, { ...given.naming, secretName: 'acme/warehouse', keyArn: given.keyArn() }),
  refused: [
    {
      wrong: 'a value',
      build: (scope, { naming }) => {
        const props = { ...naming, keyArn, value: 'hunter2' };
        return new ManagedSecret(scope, 'it', props);
      },
      message: 'expected no value: it would be in the state',
    },
    {
      wrong: 'rotation every hour',
      build: (scope, { naming }) =>
        new ManagedSecret(scope, 'it', { ...naming, keyArn, rotationLambdaArn, rotationSchedule: 'rate(1 hour)' }),
      message: 'rotationSchedule: found "rate(1 hour)"; expected at least four hours',
    },
    {
      wrong: 'rotation every three years',
      build: (scope, { naming }) =>
        new ManagedSecret(scope, 'it', { ...naming, keyArn, rotationLambdaArn, rotationSchedule: 'rate(1100 days)' }),
      message: 'expected at most 999 days',
    },
    {
      wrong: 'a schedule of Unix',
      build: (scope, { naming }) =>
        new ManagedSecret(scope, 'it', { ...naming, keyArn, rotationLambdaArn, rotationSchedule: '0 3 * * *' }),
      message: 'rotationSchedule: found "0 3 * * *"; expected rate(30 days)',
    },
    {
      wrong: 'a schedule without a function',
      build: (scope, { naming }) =>
        new ManagedSecret(scope, 'it', { ...naming, keyArn, rotationSchedule: 'rate(30 days)' }),
      message: 'rotationSchedule: found rate(30 days) without rotationLambdaArn',
    },
    {
      wrong: 'a day to bring it back',
      build: (scope, { naming }) => new ManagedSecret(scope, 'it', { ...naming, keyArn, recoveryDays: 1 }),
      message: 'recoveryDays: found 1; expected 7 to 30 days',
    },
    {
      wrong: 'an existing one by the end of its ARN',
      build: (scope, { naming }) =>
        ManagedSecret.fromExisting(scope, 'it', { ...naming, keyArn, secretName: 'warehouse-Ab12Cd' }),
      message: "secret 'warehouse-Ab12Cd': expected letters",
    },
  ],
};
