/** Ranges of addresses, against an oracle of single bits. */
import {
  sparkAddresses,
  subnetAddressProblems,
  subnetPlan,
  vpcCidrProblems,
  workerAddresses,
} from '../../../constructs/aws/facts';
import { cidrText, overlap, parseCidr } from '../../../constructs/aws/facts/cidr';

/** The 32 bits as text. */
const bits = (address: string): string =>
  address
    .split('.')
    .map((octet) => Number(octet).toString(2).padStart(8, '0'))
    .join('');
const within = (address: string, cidr: string): boolean => {
  const [network = '', prefix = ''] = cidr.split('/');
  return bits(address).slice(0, Number(prefix)) === bits(network).slice(0, Number(prefix));
};
const first = (cidr: string): string => cidr.split('/')[0] ?? '';

const ranges = [
  '10.0.0.0/8',
  '10.20.0.0/16',
  '10.20.128.0/17',
  '10.21.0.0/16',
  '192.168.0.0/24',
  '0.0.0.0/0',
  '255.255.255.255/32',
];

test.each(ranges)('%s is read and written again', (range) => {
  const read = parseCidr(range);
  expect(read === undefined ? undefined : cidrText(read)).toBe(range);
});

test.each(['10.0.0.0', '10.0.0.1/24', '10.0.0.256/32', '10.0.0.0/33', '10.0.0/24', 'a.b.c.d/8', ''])(
  "'%s' is no range",
  (text) => {
    expect(parseCidr(text)).toBeUndefined();
    expect(vpcCidrProblems(text)).toHaveLength(1);
  },
);

test('two ranges overlap when one holds the first address of the other', () => {
  for (const one of ranges) {
    for (const other of ranges) {
      const [a, b] = [parseCidr(one), parseCidr(other)];
      if (a === undefined || b === undefined) throw new Error('they are ranges');
      expect(overlap(a, b)).toBe(within(first(one), other) || within(first(other), one));
    }
  }
});

test.each(['10.20.0.0/16', '10.20.32.0/20', '10.0.0.0/24'])('the subnets of %s are in it and apart', (cidr) => {
  const plan = subnetPlan(cidr);
  const subnets = [...plan.private, ...plan.public];
  expect(subnets).toHaveLength(6);
  for (const subnet of subnets) expect(within(first(subnet), cidr)).toBe(true);
  for (const one of subnets) {
    expect(subnets.filter((other) => within(first(one), other) || within(first(other), one))).toEqual([one]);
  }
});

test('the smallest VPC is /26, with NAT /24, the largest /16', () => {
  expect(vpcCidrProblems('10.0.0.0/26')).toEqual([]);
  expect(vpcCidrProblems('10.0.0.0/27')).toHaveLength(1);
  expect(vpcCidrProblems('10.0.0.0/24', { nat: true })).toEqual([]);
  expect(vpcCidrProblems('10.0.0.0/25', { nat: true })).toHaveLength(1);
  expect(vpcCidrProblems('10.0.0.0/16')).toEqual([]);
  expect(vpcCidrProblems('10.0.0.0/15')).toHaveLength(1);
});

test('a subnet holds all its addresses but five', () => {
  const jobs = (addresses: number) => subnetAddressProblems('10.0.0.0/28', [{ what: 'jobs', addresses }]);
  expect(jobs(11)).toEqual([]);
  expect(jobs(12)).toEqual([
    '10.0.0.0/28 has 16 addresses, 5 of them reserved; expected at most 11 in use, found 12: 12 for jobs ' +
      '(https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html)',
  ]);
});

test('a job has an address for its driver and for each executor, a profile as many as its maximum allows workers', () => {
  expect(sparkAddresses(4)).toBe(5);
  const driver = { vcpu: 1, memoryGb: 8, diskGb: 20 };
  const executor = { vcpu: 4, memoryGb: 16, diskGb: 20 };
  expect(workerAddresses({ driver, executor, maximum: { vcpu: 16, memoryGb: 1000 } })).toBe(16);
  expect(workerAddresses({ driver, executor, maximum: { vcpu: 1000, memoryGb: 64 } })).toBe(8);
});
