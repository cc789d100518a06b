import { emrReleases, releaseProblem } from '../../../pipelines/engines/releases';

describe('EMR releases', () => {
  test.each(emrReleases.map((release) => [release.label]))('%s is taken', (label) => {
    expect(releaseProblem(label)).toBeUndefined();
  });

  test.each([
    ['emr-6.15.0', /reads S3 through EMRFS.*expected emr-7\.10\.0 or later/],
    ['emr-7.9.0', /reads S3 through EMRFS/],
    ['emr-8.0.0', /the versions in release 'emr-8.0.0' are not recorded .*; known releases are emr-7.10.0/],
    ['7.10', /is not a release label such as 'emr-7.10.0'/],
  ])('%s is refused', (label, message) => {
    expect(releaseProblem(label)).toMatch(message);
  });
});
