/**
 * The only import of the framework. cdktf lives on as cdktn with the same classes: docs/cdktn.md says how this file is
 * switched.
 */
export {
  App,
  Aspects,
  AssetType,
  DefaultTokenResolver,
  Fn,
  type IAspect,
  type ISynthesisSession,
  Lazy,
  S3Backend,
  StringConcat,
  TerraformAsset,
  TerraformDataSource,
  TerraformElement,
  TerraformOutput,
  type TerraformRemoteState,
  TerraformResource,
  TerraformStack,
  Testing,
  Token,
  Tokenization,
} from 'cdktf';
export { addCustomSynthesis } from 'cdktf/lib/synthesize/synthesizer';
export { Construct, type IConstruct } from 'constructs';
