/** Destroying data takes two keys: the construct's `removalPolicy` and the environment's `allowDestroy`. */

import { shown } from './shown';

export interface RemovalProps {
  /** `retain` (the default) protects the data, whatever Terraform is told. */
  readonly removalPolicy?: 'retain' | 'destroy';
  /** The environment's permission to destroy; `removalPolicy: 'destroy'` alone is refused. */
  readonly allowDestroy?: boolean;
}

const policies: readonly string[] = ['retain', 'destroy'];

/** @throws when the construct asks to be destroyed and the environment does not allow it */
export function mayDestroy(props: RemovalProps, path: string): boolean {
  const { removalPolicy, allowDestroy } = props;
  if (removalPolicy !== undefined && !policies.includes(removalPolicy)) {
    throw new Error(
      `${path}: removalPolicy: found ${shown(removalPolicy)}; expected ${policies.join(' or ')} (docs/environments.md)`,
    );
  }
  if (allowDestroy !== undefined && typeof (allowDestroy as unknown) !== 'boolean') {
    throw new Error(
      `${path}: allowDestroy: found ${shown(allowDestroy)}; expected true or false (docs/environments.md)`,
    );
  }
  if (removalPolicy !== 'destroy') return false;
  if (allowDestroy === true) return true;
  throw new Error(
    `${path}: removalPolicy is 'destroy' but allowDestroy is ${String(allowDestroy ?? false)}; ` +
      `set allowDestroy: true in the environment's file, or leave removalPolicy out (docs/environments.md)`,
  );
}

/** The removal part of a construct's props, for what it is made of. */
export const removalOf = ({ removalPolicy, allowDestroy }: RemovalProps): RemovalProps => ({
  ...(removalPolicy === undefined ? {} : { removalPolicy }),
  ...(allowDestroy === undefined ? {} : { allowDestroy }),
});
