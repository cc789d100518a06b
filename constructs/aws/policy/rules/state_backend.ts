import type { PolicyRule } from '../../../core/policy';

export const stateBackend: PolicyRule = {
  id: 'LW_STATE_BACKEND',
  title: 'State is encrypted, and locked by an object beside it',
  why: 'Two deployments at once corrupt a state that is not locked, and a state holds attributes that nobody should read.',
  source: 'https://developer.hashicorp.com/terraform/language/backend/s3',
  judge: ({ stacks }) =>
    [...stacks].map(([stack, { terraform }]) => {
      const { encrypt, use_lockfile: lock } = terraform.backend['s3'] ?? {};
      const missing = [...(encrypt === true ? [] : ['encrypt']), ...(lock === true ? [] : ['use_lockfile'])];
      return missing.length === 0
        ? { verdict: 'compliant', stack }
        : {
            verdict: 'non-compliant',
            stack,
            message: `its backend has no ${missing.join(' and no ')}; expected S3 with both`,
          };
    }),
};
