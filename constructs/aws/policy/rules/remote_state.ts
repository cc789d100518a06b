import type { PolicyRule } from '../../../core/policy';

export const remoteState: PolicyRule = {
  id: 'LW_REMOTE_STATE',
  title: 'No stack reads the state of another',
  why: 'Who may read a state reads every value in it, and the stacks can no longer be deployed alone.',
  source: 'https://developer.hashicorp.com/terraform/language/state/remote-state-data',
  judge: ({ stacks }) =>
    [...stacks].map(([stack, { data }]) => {
      const read = Object.keys(data['terraform_remote_state'] ?? {});
      return read.length === 0
        ? { verdict: 'compliant', stack }
        : {
            verdict: 'non-compliant',
            stack,
            message: `reads the state of ${read.join(', ')}; pass names that can be computed, or ids through an SSM parameter`,
          };
    }),
};
