/**
 * The only import of the framework. cdktf lives on as cdktn with the same classes: docs/cdktn.md says how this file is
 * switched.
 */
export {
  App,
  Aspects,
  AssetType,
  Fn,
  type IAspect,
  Lazy,
  S3Backend,
  TerraformAsset,
  TerraformDataSource,
  TerraformElement,
  TerraformOutput,
  TerraformResource,
  TerraformStack,
  Testing,
  Token,
} from 'cdktf';
export { Construct, type IConstruct } from 'constructs';
