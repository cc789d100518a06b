import { IamOpenidConnectProvider } from '@cdktf/provider-aws/lib/iam-openid-connect-provider';
import * as z from 'zod';
import { arn, checkProps, Construct } from '../../core';
import { namingOf, type NamingProps, namingShape } from '../environment/naming_props';
import { githubAudience, githubIssuer } from '../facts';

export interface GithubOidcProviderProps extends NamingProps {
  /** What tokens are asked for; `sts.amazonaws.com`, as the official action does, unless given. */
  readonly audiences?: readonly string[];
}

const source = 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateOpenIDConnectProvider.html';
const schema = z.object({
  ...namingShape,
  audiences: z
    .array(z.string().regex(/^\S{1,255}$/, `expected 1 to 255 characters without a space (${source})`))
    .min(1, `expected at least one audience (${source})`)
    .max(100, `expected at most 100 audiences (${source})`)
    .exactOptional(),
});

/** Lets an account trust the tokens of GitHub Actions: no keys are kept in GitHub. One in an account, for all repositories. */
export class GithubOidcProvider extends Construct {
  readonly arn: string;
  /** For `dependsOn`. */
  readonly resource: IamOpenidConnectProvider;

  constructor(scope: Construct, id: string, props: GithubOidcProviderProps) {
    super(scope, id);
    checkProps(schema, props, this.node.path);
    this.arn = arn(namingOf(props), 'iam', `oidc-provider/${githubIssuer}`, false);
    // Without thumbprints: IAM trusts GitHub's certificates by its own list of authorities.
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc_verify-thumbprint.html
    this.resource = new IamOpenidConnectProvider(this, 'provider', {
      url: `https://${githubIssuer}`,
      clientIdList: [...(props.audiences ?? [githubAudience])],
    });
  }
}
