import * as z from 'zod';
import type { Naming } from '../../core';

/** What every construct here is named from. `namesOf(environment)` gives all four. */
export type NamingProps = Naming;

/** Of constructs that give themselves a name: two of a kind in one environment need two names. */
export interface NamedProps extends NamingProps {
  /** The last part of `{project}-{environment}-{name}`. */
  readonly name?: string;
}

/** For `checkProps`: each value may also be a token. */
export const namingShape = {
  project: z.string().min(1, 'expected the name of the project (docs/aws.md#names)'),
  environment: z.string().min(1, 'expected the name of the environment (docs/aws.md#names)'),
  account: z
    .string()
    .regex(
      /^\d{12}$/,
      'expected an account of 12 digits (https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-identifiers.html)',
    ),
  region: z
    .string()
    .regex(
      /^[a-z]{2}(-[a-z]+)+-\d$/,
      "expected a region such as 'eu-central-1' (https://docs.aws.amazon.com/general/latest/gr/rande.html)",
    ),
};

/** The naming part of a construct's props. */
export const namingOf = (props: NamingProps): Naming => ({
  project: props.project,
  environment: props.environment,
  account: props.account,
  region: props.region,
});
