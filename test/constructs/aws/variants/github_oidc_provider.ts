import { GithubOidcProvider } from '../../../../constructs/aws';
import type { Variant } from '../variant';

export const githubOidcProvider: Variant = {
  construct: GithubOidcProvider,
  family: 'network',
  least: (scope, id, given) => new GithubOidcProvider(scope, id, given.naming),
  all: (scope, id, given) =>
    new GithubOidcProvider(scope, id, { ...given.naming, audiences: ['sts.amazonaws.com', 'https://github.com/acme'] }),
  once: 'an account trusts an issuer once',
  existing: { none: 'its ARN follows from the account: DeployRoles takes it as providerArn' },
  refused: [
    {
      wrong: 'no audience',
      build: (scope, { naming }) => new GithubOidcProvider(scope, 'it', { ...naming, audiences: [] }),
      message: 'audiences: found []; expected at least one audience',
    },
    {
      wrong: 'an audience with a space',
      build: (scope, { naming }) => new GithubOidcProvider(scope, 'it', { ...naming, audiences: ['sts amazonaws'] }),
      message: 'audiences.0: found "sts amazonaws"; expected 1 to 255 characters without a space',
    },
    {
      wrong: 'more audiences than a provider takes',
      build: (scope, { naming }) =>
        new GithubOidcProvider(scope, 'it', { ...naming, audiences: Array.from({ length: 101 }, (_, i) => `a${i}`) }),
      message: 'expected at most 100 audiences',
    },
    {
      wrong: 'an account that is none',
      build: (scope, { naming }) => new GithubOidcProvider(scope, 'it', { ...naming, account: '1' }),
      message: 'account: found "1"; expected an account of 12 digits',
    },
  ],
};
