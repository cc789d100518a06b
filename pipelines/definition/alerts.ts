/** Who hears of a failure. */
import * as z from 'zod';
import { defineWord } from './extension';

export const slack = defineWord(
  'alert',
  'slack',
  z.string().regex(/^#[^\s]+$/, "expected a channel like '#data-oncall'"),
  {},
  (of) => ({ alert: 'slack', of }),
);

export const email = defineWord('alert', 'email', z.email('expected an e-mail address'), {}, (of) => ({
  alert: 'email',
  of,
}));
