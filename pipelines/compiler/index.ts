export { compile, type Compiled, type CompileOptions } from './compile';
export { rules } from './checks';
export type { PlanLineage, TaskLineage } from './lineage';
export type { Rule } from './model';
