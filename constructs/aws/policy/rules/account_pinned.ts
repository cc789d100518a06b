import type { PolicyRule } from '../../../core/policy';

export const accountPinned: PolicyRule = {
  id: 'LW_ACCOUNT_PINNED',
  title: 'A stack may be applied in its own account alone',
  why: 'With the credentials of another account everything would be made a second time there.',
  source: 'https://registry.terraform.io/providers/hashicorp/aws/latest/docs#allowed_account_ids-1',
  judge: ({ stacks }) =>
    [...stacks].map(([stack, { provider }]) => {
      const open = (provider['aws'] ?? []).filter(
        ({ allowed_account_ids: ids }) => !(Array.isArray(ids) && ids.length > 0),
      );
      return open.length === 0
        ? { verdict: 'compliant', stack }
        : { verdict: 'non-compliant', stack, message: 'a provider has no allowed_account_ids; expected the account' };
    }),
};
