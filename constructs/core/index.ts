export { FolderAsset } from './folder_asset';
export { formerly } from './formerly';
export * from './framework';
export { type NamedThing, type NameLimit, nameLimits } from './name_limits';
export {
  type AlarmRule,
  alarmsOf,
  type Chart,
  type Metric,
  metricsOf,
  type Monitored,
  type Severity,
} from './monitoring';
export * from './naming';
export { give, Grant, type Grantee } from './grants';
export { OnePassStack } from './one_pass_stack';
export { checkProps } from './props';
export { mayDestroy, removalOf, type RemovalProps } from './removal';
export { idOf } from './stable_id';
export { Tags } from './tags';
export { untraced } from './untraced';
export { suppress, type SuppressionProps } from './policy/suppress';
