export { awsBindings, type BoundPlan, tableParts } from './bindings';
export { computeProblems, profileOf, pythonOf, type ShippedPython, shippedPythons } from './compute';
export { schedulerCron } from './cron';
export type { AwsFacts, OpaqueIds } from './facts';
export { type DerivedRole, type DerivedStatement, permissions } from './permissions';
export { metricsNamespace, type RuntimeMetric, runtimeMetrics } from './runtime_metrics';
export { lakeLayers, type LakeLayer, type Location, Places, uri } from './places';
export { heapGb, sparkSubmitParameters } from './spark_submit';
export { type Conditions, policyDocument, type Statement } from './statement';
