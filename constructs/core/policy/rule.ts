import type { Platform, SynthesizedResource } from './platform';

/** What a rule says of one thing. */
export interface Judgement {
  readonly verdict: 'compliant' | 'non-compliant' | 'not applicable';
  readonly stack: string;
  /** Absent when it is about the stack as a whole. */
  readonly resource?: SynthesizedResource;
  /** What was found and what was expected; of what is not compliant. */
  readonly message?: string;
}

/** What rules know of the environment besides its stacks. */
export interface PolicyContext {
  readonly allowDestroy: boolean;
  readonly permissionsBoundary?: string;
}

export interface PolicyRule {
  /** `LW_REMOTE_STATE`: what suppressions and reports call it. */
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly source: string;
  /** Of each thing that the rule could be about. */
  judge(platform: Platform, context: PolicyContext): readonly Judgement[];
}

/** A judgement of a resource: compliant when nothing is wrong with it. */
export const judged = (resource: SynthesizedResource, problem: string | undefined): Judgement =>
  problem === undefined
    ? { verdict: 'compliant', stack: resource.stack, resource }
    : { verdict: 'non-compliant', stack: resource.stack, resource, message: problem };

export const notApplicable = (resource: SynthesizedResource): Judgement => ({
  verdict: 'not applicable',
  stack: resource.stack,
  resource,
});
