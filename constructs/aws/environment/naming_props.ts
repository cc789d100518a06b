import * as z from 'zod';
import type { Naming } from '../../core';

/** What every construct here is named from. `namesOf(environment)` gives all four. */
export type NamingProps = Naming;

/** For `checkProps`: each value may also be a token. */
export const namingShape = {
  project: z.string().min(1, 'expected the name of the project'),
  environment: z.string().min(1, 'expected the name of the environment'),
  account: z.string().regex(/^\d{12}$/, 'expected an account of 12 digits'),
  region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, "expected a region such as 'eu-central-1'"),
};

/** The naming part of a construct's props. */
export const namingOf = (props: NamingProps): Naming => ({
  project: props.project,
  environment: props.environment,
  account: props.account,
  region: props.region,
});
