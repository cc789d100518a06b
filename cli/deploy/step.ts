/** What a deployment needs beyond what the provider can do: either deploy does it, or people do. */
import type { Environment } from '../../environments';
import type { Call } from '../aws';
import type { AppStack } from './app';
import type { PlanJson } from './planned';

interface About {
  readonly name: string;
  readonly what: string;
  /** Why terraform does not do it. */
  readonly because: string;
  readonly source: string;
}

export interface PeopleStep extends About {
  readonly by: 'people';
  /** What is left to do, a sentence; undefined where nothing is. */
  readonly left: (environment: Environment, plans: readonly PlanJson[]) => string | undefined;
}

/** Done when the stacks are applied. It reads first and changes only what differs, so that doing it again changes nothing. */
export interface DeployStep extends About {
  readonly by: 'deploy';
  /** Whom it asks. */
  readonly service: Call['service'];
  /** What of it the deploying role has to be allowed. */
  readonly actions: readonly string[];
  /** What the environment wants of what the stacks make. */
  readonly wanted: (environment: Environment, stacks: readonly AppStack[]) => readonly Wanted[];
}

/** One setting of one thing that a stack makes. */
export interface Wanted {
  /** The thing's name. */
  readonly on: string;
  /** The thing's address in its stack. */
  readonly address: string;
  /** The stack's name. */
  readonly stack: string;
  /** The setting, as the provider would name it. */
  readonly attribute: string;
  /** How it shall be, in words. */
  readonly value: string;
  readonly look: () => Promise<Found>;
  /** @param id of the thing that was found */
  readonly make: (id: string) => Promise<void>;
}

export type Found =
  | { readonly is: 'absent' }
  | { readonly is: 'same' }
  | {
      readonly is: 'different';
      readonly id: string;
      /** How it is, in words; undefined where it was never set. */
      readonly now: string | undefined;
      /** Why it cannot be changed now, and what to do. */
      readonly blocked?: string;
    }
  | {
      /** Nobody can tell which thing is meant. */
      readonly is: 'unclear';
      readonly blocked: string;
    };
