/** What an environment says that cannot be together. */
import { partitionOf } from './names';

interface Said {
  readonly region: string;
  readonly allowedRegions?: readonly string[];
  readonly state: { readonly region: string };
  readonly recovery: { readonly region?: string };
  readonly audit: {
    readonly dataEvents: string;
    readonly lockDays: number;
    readonly lockMode?: 'governance' | 'compliance';
    readonly recordDays: number;
  };
  readonly allowDestroy: boolean;
  readonly accounts: Readonly<Record<'data' | 'compute' | 'audit', string>> & { readonly auditRole?: string };
  readonly roles: { readonly permissionsBoundary?: string };
  readonly approvals: 'none' | 'required';
  readonly account?: {
    readonly github?: { readonly branches: readonly string[]; readonly statefulDeletes: 'denied' | 'allowed' };
  };
}

export interface Contradiction {
  readonly path: readonly string[];
  readonly message: string;
  /** Of what it has to be one of: for the nearest. */
  readonly known?: readonly string[];
}

export function contradictions(said: Said): readonly Contradiction[] {
  const { region, recovery, audit, allowDestroy, approvals, account } = said;
  const github = account?.github;
  return [
    ...(recovery.region === undefined ? [] : regionProblem(region, recovery.region)),
    ...residencyProblems(said),
    ...boundaryProblem(said),
    ...auditRoleProblem(said),
    ...(audit.recordDays < audit.lockDays
      ? [{ path: ['audit', 'recordDays'], message: `expected at least ${audit.lockDays}, the days of audit.lockDays` }]
      : []),
    ...(audit.lockMode === 'compliance' && allowDestroy
      ? [
          {
            path: ['audit', 'lockMode'],
            message: 'expected governance, because allowDestroy is true: nobody can delete what compliance locks',
          },
        ]
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

/** What is copied and what is kept of a deployment is data too. */
function residencyProblems({ allowedRegions, region, recovery, state }: Said): readonly Contradiction[] {
  if (allowedRegions === undefined) return [];
  const message = `expected one of ${allowedRegions.join(', ')}, the allowedRegions`;
  const named = [
    { path: ['region'], value: region },
    { path: ['recovery', 'region'], value: recovery.region },
    { path: ['state', 'region'], value: state.region },
  ];
  return named
    .filter(({ value }) => value !== undefined && !allowedRegions.includes(value))
    .map(({ path }) => ({ path, message, known: allowedRegions }));
}

/** A role takes a boundary of its own account, or one of AWS. */
function boundaryProblem({ accounts, roles }: Said): readonly Contradiction[] {
  const owner = roles.permissionsBoundary?.split(':')[4];
  const own = [...new Set([accounts.data, accounts.compute])];
  if (owner === undefined || owner === 'aws' || own.includes(owner)) return [];
  return [
    {
      path: ['roles', 'permissionsBoundary'],
      message: `expected a policy of the account ${own.join(' or ')}, where the roles are, or one of AWS`,
    },
  ];
}

/** Credentials are of the account of the data; what is made in that of the audit is made by a role there. */
function auditRoleProblem({ accounts, audit }: Said): readonly Contradiction[] {
  const { data, audit: other, auditRole } = accounts;
  const path = ['accounts', 'auditRole'];
  if (auditRole === undefined) {
    return other === data || audit.dataEvents === 'none'
      ? []
      : [
          {
            path,
            message: `expected a role of the account ${other}, which who deploys takes to make the bucket there`,
          },
        ];
  }
  if (other === data) {
    return [{ path, message: 'expected none, because accounts.audit is no other account than accounts.data' }];
  }
  return auditRole.split(':')[4] === other
    ? []
    : [{ path, message: `expected a role of the account ${other}, which is accounts.audit` }];
}
