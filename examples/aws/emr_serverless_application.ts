/** An application for small jobs, and a state machine's role that may run them. */
import { EmrServerlessApplication, ServiceRole } from '../../constructs/aws';
import { arn, type Construct } from '../../constructs/core';

export function emrServerlessApplication(scope: Construct): void {
  const naming = { project: 'acme', environment: 'dev', account: '111122223333', region: 'eu-central-1' };
  const worker = { vcpu: 2, memoryGb: 8, diskGb: 20 };
  const application = new EmrServerlessApplication(scope, 'application', {
    ...naming,
    profileName: 'example',
    profile: {
      driver: worker,
      executor: worker,
      executors: 4,
      maximum: { vcpu: 16, memoryGb: 64 },
      idleMinutes: 10,
    },
    releaseLabel: 'emr-7.10.0',
  });
  const machine = new ServiceRole(scope, 'machine', {
    ...naming,
    roleName: 'acme-dev-runs-small-jobs',
    service: 'states.amazonaws.com',
    description: 'Runs small jobs',
  });
  application.grantRunJobs(machine, [arn(naming, 'iam', 'role/acme-dev-job', false)]);
}
