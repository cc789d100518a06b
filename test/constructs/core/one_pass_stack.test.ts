/** One pass gives what the framework's three give. The framework is the oracle. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import {
  App,
  Aspects,
  Fn,
  type IConstruct,
  Lazy,
  OnePassStack,
  S3Backend,
  TerraformOutput,
  TerraformStack,
  Token,
} from '../../../constructs/core';

/** What resolution has to get right, in one stack. */
function fill(stack: TerraformStack): void {
  new AwsProvider(stack, 'aws', { region: 'eu-central-1' });
  new S3Backend(stack, { bucket: 'acme-state', key: 'test.tfstate', region: 'eu-central-1' });
  stack.addOverride('terraform.backend.s3.use_lockfile', true);
  stack.addOverride('terraform.required_version', '>= 1.10.0');
  stack.addOverride('provider.aws', undefined);
  stack.addOverride('locals.region', Token.asString(Fn.lower('EU')));
  const vpc = new Vpc(stack, 'vpc', { cidrBlock: '10.0.0.0/16' });
  const bucket = new S3Bucket(stack, 'bucket', {
    bucket: 'acme-${plain}',
    tags: { lone: '}', exponent: '1e5', escaped: '$${kept}', brace: '#{x}', [`key-${vpc.id}`]: 'hidden', empty: '' },
    forceDestroy: Token.asAny({ resolve: () => true }) as unknown as boolean,
    dependsOn: [vpc],
    lifecycle: { preventDestroy: true, ignoreChanges: ['tags'] },
  });
  bucket.addOverride('acl', null);
  bucket.addOverride('versioning.0.enabled', true);
  new S3BucketPolicy(stack, 'policy', {
    bucket: bucket.bucket,
    policy: Fn.jsonencode({ Resource: [`${bucket.arn}/*`, Lazy.stringValue({ produce: () => bucket.arn })] }),
  });
  new Subnet(stack, 'subnet', {
    vpcId: vpc.id,
    cidrBlock: Fn.cidrsubnet(vpc.cidrBlock, 8, 1),
    ipv6CidrBlock: Fn.element(Token.asList(vpc.defaultRouteTableId), 0) as string,
    tags: Token.asStringMap(vpc.tagsAll),
  });
  new TerraformOutput(stack, 'vpc-id', { value: vpc.id, sensitive: true });
  // Made when it is resolved.
  let made: Vpc | undefined;
  new Vpc(stack, 'late', {
    cidrBlock: Lazy.stringValue({
      produce: () => (made ??= new Vpc(stack, 'later', { cidrBlock: '10.1.0.0/16' })).cidrBlock,
    }),
  });
  Aspects.of(stack).add({
    visit: (node: IConstruct) => {
      if (node instanceof Vpc) node.enableDnsHostnames = true;
    },
  });
}

/** What is in the file, and what the stack says when it is asked. */
function written(make: (app: App) => TerraformStack): { readonly text: string; readonly json: unknown } {
  const outdir = mkdtempSync(join(tmpdir(), 'lakewright-one-pass-'));
  const app = new App({ outdir, skipValidation: true });
  const stack = make(app);
  fill(stack);
  app.synth();
  return {
    text: readFileSync(join(outdir, 'stacks', 'test', 'cdk.tf.json'), 'utf8'),
    json: JSON.parse(JSON.stringify(stack.toTerraform())) as unknown,
  };
}

test('a stack is written as by the framework', () => {
  const ours = written((app) => new OnePassStack(app, 'test'));
  expect(ours).toEqual(written((app) => new TerraformStack(app, 'test')));
  expect(ours.text).toContain('${aws_vpc.later.cidr_block}');
  expect(ours.text).toContain('"enable_dns_hostnames": true');
});

test('HCL is the framework’s own', () => {
  process.env['SYNTH_HCL_OUTPUT'] = 'true';
  const outdir = mkdtempSync(join(tmpdir(), 'lakewright-one-pass-'));
  const app = new App({ outdir, skipValidation: true });
  new Vpc(new OnePassStack(app, 'test'), 'vpc', { cidrBlock: '10.0.0.0/16' });
  delete process.env['SYNTH_HCL_OUTPUT'];
  app.synth();
  expect(readFileSync(join(outdir, 'stacks', 'test', 'cdk.tf'), 'utf8')).toMatch(/resource "aws_vpc" "vpc" \{/);
});

test('a value of another stack is an error that names both', () => {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'lakewright-one-pass-')), skipValidation: true });
  const [from, to] = [new OnePassStack(app, 'storage'), new OnePassStack(app, 'compute')];
  for (const stack of [from, to]) {
    new AwsProvider(stack, 'aws', {});
    new S3Backend(stack, { bucket: 'acme-state', key: `${stack.node.id}.tfstate`, region: 'eu-central-1' });
  }
  const vpc = new Vpc(from, 'vpc', { cidrBlock: '10.0.0.0/16' });
  new Subnet(to, 'subnet', { vpcId: vpc.id });
  expect(() => {
    app.synth();
  }).toThrow(/stack 'compute' uses a value of stack 'storage'.*readParameter/);
});
