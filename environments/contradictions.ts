/** What an environment says that cannot be together. */
import { partitionOf } from './names';

interface Said {
  readonly region: string;
  readonly recovery: { readonly region?: string };
  readonly audit: { readonly lockDays: number; readonly recordDays: number };
  readonly approvals: 'none' | 'required';
  readonly account?: {
    readonly github?: { readonly branches: readonly string[]; readonly statefulDeletes: 'denied' | 'allowed' };
  };
}

export interface Contradiction {
  readonly path: readonly string[];
  readonly message: string;
}

export function contradictions({ region, recovery, audit, approvals, account }: Said): readonly Contradiction[] {
  const github = account?.github;
  return [
    ...(recovery.region === undefined ? [] : regionProblem(region, recovery.region)),
    ...(audit.recordDays < audit.lockDays
      ? [{ path: ['audit', 'recordDays'], message: `expected at least ${audit.lockDays}, the days of audit.lockDays` }]
      : []),
    ...(approvals === 'required' && github !== undefined && github.branches.length > 0
      ? [
          {
            path: ['account', 'github', 'branches'],
            message: 'expected environments alone, because approvals are required: a branch waits for nobody',
          },
        ]
      : []),
    ...(approvals === 'required' && github?.statefulDeletes === 'allowed'
      ? [
          {
            path: ['account', 'github', 'statefulDeletes'],
            message: 'expected denied, because approvals are required: who deletes data signs in as somebody else',
          },
        ]
      : []),
  ];
}

function regionProblem(region: string, copies: string): readonly Contradiction[] {
  const path = ['recovery', 'region'];
  if (copies === region) {
    return [
      { path, message: 'expected another region than the environment’s: a copy beside the data is lost with it' },
    ];
  }
  const partition = partitionOf(region);
  if (partitionOf(copies) === partition) return [];
  return [
    {
      path,
      message: `expected a region of the partition ${partition}, as ${region}: accounts of another one are not these`,
    },
  ];
}
