/** The regions that an environment can be in: a typo is likelier than a region of last week. */
import * as z from 'zod';
import { eachOnce } from './values';

/** https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html */
const commercial = [
  ...['af-south-1', 'ap-east-1', 'ap-east-2', 'ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3'],
  ...['ap-south-1', 'ap-south-2', 'ap-southeast-1', 'ap-southeast-2', 'ap-southeast-3', 'ap-southeast-4'],
  ...['ap-southeast-5', 'ap-southeast-6', 'ap-southeast-7', 'ca-central-1', 'ca-west-1'],
  ...['eu-central-1', 'eu-central-2', 'eu-north-1', 'eu-south-1', 'eu-south-2', 'eu-west-1', 'eu-west-2', 'eu-west-3'],
  ...['il-central-1', 'me-central-1', 'me-south-1', 'mx-central-1', 'sa-east-1'],
  ...['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2'],
];

/** https://docs.amazonaws.cn/en_us/aws/latest/userguide/endpoints-arns.html */
const china = ['cn-north-1', 'cn-northwest-1'];

/** https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/whatis.html */
const govCloud = ['us-gov-east-1', 'us-gov-west-1'];

/** Of partitions that are apart from the others: https://github.com/boto/botocore/blob/develop/botocore/data/partitions.json */
const isolated = ['us-iso-east-1', 'us-iso-west-1', 'us-isob-east-1', 'us-isob-west-1'];

export const regions: readonly string[] = [...commercial, ...china, ...govCloud, ...isolated];

export const region = z
  .string("expected an AWS region such as 'eu-central-1'")
  .refine((name) => regions.includes(name), {
    error:
      "expected an AWS region such as 'eu-central-1' (https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html)",
    params: { known: regions },
  });

/** Where the data of an environment may be. */
export const allowedRegions = z
  .array(region)
  .min(1, 'expected at least one region; without the key there is no restriction')
  .superRefine(eachOnce((name: string) => name));
