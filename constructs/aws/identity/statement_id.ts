/** Ids of a policy's statements, checked where the construct that is given them is known. */
import * as z from 'zod';
import { checkProps, type Grant } from '../../core';

const source = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html';
const list = `expected a list of statements (${source})`;
const text = `expected an id of letters and digits (${source})`;

export const statementId = z
  .string(text)
  .regex(/^[A-Za-z0-9]+$/, text)
  .exactOptional();

/** Statements whose other parts are checked where they are written. */
export const statementsShape = z.array(z.looseObject({ sid: statementId }, list), list).exactOptional();

const granted = z.object({ statements: statementsShape });

/** @throws with the path of what is granted to, the statement's place and its id */
export function checkGrant(grant: Grant, path: string): void {
  checkProps(granted, grant, path);
}
