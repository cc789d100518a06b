/** An account that trusts the tokens of GitHub Actions. */
import { GithubOidcProvider } from '../../constructs/aws';
import type { Construct } from '../../constructs/core';

export function githubOidcProvider(scope: Construct): void {
  // Once in an account: in a stack of the account, not of an environment.
  const naming = { project: 'acme', environment: 'account', account: '111122223333', region: 'eu-central-1' };
  const github = new GithubOidcProvider(scope, 'github', naming);
  if (!github.arn.endsWith('token.actions.githubusercontent.com')) throw new Error('the issuer is GitHub');
}
