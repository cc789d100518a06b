export { Platform, type StackDocument, type Suppression, type SynthesizedResource } from './platform';
export { judged, type Judgement, notApplicable, type PolicyContext, type PolicyRule } from './rule';
