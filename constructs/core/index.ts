export * from './framework';
export { type NamedThing, type NameLimit, nameLimits } from './name_limits';
export type { AlarmRule, Chart, Metric, Monitored, Severity } from './monitoring';
export * from './naming';
export { give, Grant, type Grantee } from './grants';
export { checkProps } from './props';
export { mayDestroy, removalOf, type RemovalProps } from './removal';
export { Tags } from './tags';
export { suppress, type SuppressionProps } from './policy/suppress';
