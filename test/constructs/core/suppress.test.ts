/** A suppression is a comment in the stack: it names the rule and the reason, and changes nothing. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataAwsAvailabilityZones } from '@cdktf/provider-aws/lib/data-aws-availability-zones';
import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import { App, suppress, TerraformStack } from '../../../constructs/core';
import { Platform } from '../../../constructs/core/policy';

const reason = 'It holds an id, which is no secret.';

function suppressed(build: (parameter: SsmParameter) => void) {
  const outdir = mkdtempSync(join(tmpdir(), 'lakewright-suppress-'));
  const app = new App({ outdir, skipValidation: true });
  build(new SsmParameter(new TerraformStack(app, 'stack'), 'id', { name: '/a', type: 'String', value: 'x' }));
  app.synth();
  const [resource] = Platform.read(outdir).resources;
  return resource;
}

test('rules and reasons of several suppressions', () => {
  const resource = suppressed((parameter) => {
    suppress(parameter, { rules: ['CKV2_AWS_34', 'LW_X'], reason });
    suppress(parameter, { rules: ['CKV_AWS_337'], reason, types: ['aws_ssm_parameter'] });
  });
  expect(resource?.suppressions).toEqual([
    { rule: 'CKV2_AWS_34', reason },
    { rule: 'LW_X', reason },
    { rule: 'CKV_AWS_337', reason },
  ]);
  expect(resource?.path).toBe('stack/id');
  expect(resource?.properties).toEqual({ name: '/a', type: 'String', value: 'x' });
});

test('of a data source', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'lakewright-suppress-'));
  const app = new App({ outdir, skipValidation: true });
  suppress(new DataAwsAvailabilityZones(new TerraformStack(app, 'stack'), 'zones'), { rules: ['CKV_AWS_394'], reason });
  app.synth();
  const [zones] = Platform.read(outdir).dataSources;
  expect(zones?.suppressions).toEqual([{ rule: 'CKV_AWS_394', reason }]);
  expect(zones?.path).toBe('stack/zones');
});

test('no reason, no suppression', () => {
  expect(() => suppressed((it) => suppress(it, { rules: ['CKV2_AWS_34'], reason: 'not needed' }))).toThrow(
    "stack/id: suppression of CKV2_AWS_34: found the reason 'not needed'; expected a sentence that says why",
  );
});

test('nothing to excuse is a mistake', () => {
  expect(() => suppressed((it) => suppress(it, { rules: ['CKV_AWS_18'], reason, types: ['aws_s3_bucket'] }))).toThrow(
    'stack/id: suppression of CKV_AWS_18: no resource of aws_s3_bucket in it',
  );
});
