/** What a network costs. */
import { hoursAMonth } from '../facts/prices';
import type { Pricer } from './line';
import { textsIn } from './properties';

export const networkPricers: Readonly<Record<string, Pricer>> = {
  aws_nat_gateway: (_, { assumptions }) => [
    { item: 'hours', price: 'nat gateway', quantity: hoursAMonth },
    { item: 'traffic', price: 'nat traffic', quantity: assumptions.natGb, assumed: ['natGb'] },
  ],
  aws_eip: () => [{ item: 'hours', price: 'public address', quantity: hoursAMonth }],
  aws_vpc_endpoint: ({ properties }, { assumptions }) => {
    // https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html: they are no charge.
    if (properties['vpc_endpoint_type'] !== 'Interface') return [];
    const zones = textsIn(properties['subnet_ids']).length;
    return [
      { item: `hours in ${zones} zones`, price: 'interface endpoint', quantity: zones * hoursAMonth },
      {
        item: 'traffic',
        price: 'interface endpoint traffic',
        quantity: assumptions.endpointGb,
        assumed: ['endpointGb'],
      },
    ];
  },
};
