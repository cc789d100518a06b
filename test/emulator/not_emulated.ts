/** Resource types that the emulator cannot take through apply, plan and destroy: left out of the constructs' root modules. */

export interface LeftOut {
  readonly reason: string;
  /** Whose fault it is that it does not work there. */
  readonly fault: 'moto' | 'terraform-provider-aws' | 'both';
}

export const notEmulated: Readonly<Record<string, LeftOut>> = {
  aws_chatbot_slack_channel_configuration: {
    reason: 'moto has no AWS Chatbot, and a workspace is authorised by a person in any case',
    fault: 'moto',
  },
  aws_s3_bucket_metric: { reason: 'moto has no metrics configurations of buckets', fault: 'moto' },
};
