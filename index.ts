/**
 * What definitions are written with, and what compiles them. Loads no framework and no engine; the rest has entries of
 * its own: lakewright/local, lakewright/environments, lakewright/constructs, lakewright/aws, lakewright/stacks, ...
 */
export * from './pipelines/definition';
export { compile, type Compiled, type CompileOptions, type PlanLineage } from './pipelines/compiler';
export type {
  Bindings,
  Diagnostic,
  Plan,
  PlanPipeline,
  PlanTable,
  PlanTask,
  PlanUnit,
  Position,
} from './pipelines/plan';
