/** Whose accounts an environment is in, and by whom what is in another one is made. */
import { readEnvironment } from '../../environments';
import { leastEnvironment } from './least';

const role = (account: string): string => `arn:aws:iam::${account}:role/makes-records`;
const read = (accounts: string, more = '') =>
  readEnvironment(
    'qa',
    `${leastEnvironment('qa').replace(/accounts: .*/, `accounts: { data: '111122223333', ${accounts} }`)}${more}`,
    'environments/qa.yaml',
    {},
  );
const told = (...args: Parameters<typeof read>) =>
  read(...args).diagnostics.map(({ message, at }) => [at?.line, message.replace('environments/qa.yaml: ', '')]);
const records = 'audit: { dataEvents: writes }\n';

test('records are in another account with a role that makes their bucket there', () => {
  const auditRole = role('999988887777');
  const { environment, diagnostics } = read(`audit: '999988887777', auditRole: '${auditRole}'`, records);
  expect(diagnostics).toEqual([]);
  expect(environment?.accounts).toEqual({
    data: '111122223333',
    compute: '111122223333',
    audit: '999988887777',
    auditRole,
  });
});

test('an account without records needs no role', () => {
  expect(told("audit: '999988887777'")).toEqual([]);
});

test.each([
  [
    "audit: '999988887777'",
    'accounts.auditRole: is missing; expected a role of the account 999988887777, which who deploys takes to make the bucket there',
  ],
  [
    `audit: '999988887777', auditRole: '${role('111122223333')}'`,
    `accounts.auditRole: found "${role('111122223333')}"; expected a role of the account 999988887777, which is accounts.audit`,
  ],
  [
    `auditRole: '${role('111122223333')}'`,
    `accounts.auditRole: found "${role('111122223333')}"; expected none, because accounts.audit is no other account than accounts.data`,
  ],
  [
    "audit: '999988887777', auditRole: makes-records",
    `accounts.auditRole: found "makes-records"; expected a role's ARN`,
  ],
])('%s is told', (accounts, message) => {
  expect(told(accounts, records)).toEqual([[5, message]]);
});
