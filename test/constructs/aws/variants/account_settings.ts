import { AccountSettings } from '../../../../constructs/aws';
import type { Variant } from '../variant';

export const accountSettings: Variant = {
  construct: AccountSettings,
  family: 'network',
  least: (scope, id, given) => new AccountSettings(scope, id, given.naming),
  all: (scope, id, given) =>
    new AccountSettings(scope, id, {
      ...given.naming,
      accountWide: true,
      backups: true,
      lakeFormationAdmins: [given.role('lambda.amazonaws.com').arn],
      catalogueKeyArn: given.keyArn(),
      ebsKeyArn: given.keyArn(),
      serviceLinkedRoles: ['emr', 'emr-serverless', 'msk'],
    }),
  once: 'an account has one of each setting in a region',
  existing: { none: 'a setting is not referred to' },
  refused: [
    {
      wrong: 'a lake that nobody manages',
      build: (scope, { naming }) => new AccountSettings(scope, 'it', { ...naming, lakeFormationAdmins: [] }),
      message: 'lakeFormationAdmins: found []; expected at least one administrator',
    },
    {
      wrong: 'an administrator by name',
      build: (scope, { naming }) => new AccountSettings(scope, 'it', { ...naming, lakeFormationAdmins: ['ann'] }),
      message: 'lakeFormationAdmins.0: found "ann"; expected a role\'s ARN',
    },
    {
      wrong: 'a service twice',
      build: (scope, { naming }) => new AccountSettings(scope, 'it', { ...naming, serviceLinkedRoles: ['msk', 'msk'] }),
      message: 'serviceLinkedRoles: found ["msk","msk"]; expected each service once',
    },
    {
      wrong: 'a service that has no such role here',
      build: (scope, { naming }) =>
        new AccountSettings(scope, 'it', { ...naming, serviceLinkedRoles: ['kafka' as 'msk'] }),
      message: 'serviceLinkedRoles.0: found "kafka"; expected one of autoscaling',
    },
    {
      wrong: 'roles of services in a second region',
      build: (scope, { naming }) =>
        new AccountSettings(scope, 'it', { ...naming, accountWide: false, serviceLinkedRoles: ['msk'] }),
      message: 'serviceLinkedRoles: found msk with accountWide false',
    },
  ],
};
