import { give, type Grant, type Grantee, type Naming } from '../../core';
import { readSecret, rotateSecret, secretArn } from '../facts';

/** What can be granted on a secret, ours or an existing one. */
export class SecretAccess {
  /** With `??????` for the six characters that the service adds: for policies. */
  readonly arnPattern: string;

  constructor(
    private readonly naming: Naming,
    readonly secretName: string,
    private readonly keyArn: string,
  ) {
    this.arnPattern = secretArn(naming, secretName);
  }

  /** Lets `grantee` read the value, the key included. */
  grantRead(grantee: Grantee): Grant {
    return give(grantee, readSecret(this.naming, this.secretName, this.keyArn));
  }

  /** Lets `grantee`, the role of a rotating function, put a new value in place of the old one, the key included. */
  grantRotate(grantee: Grantee): Grant {
    return give(grantee, rotateSecret(this.naming, this.secretName, this.keyArn));
  }
}
