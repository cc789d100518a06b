import { fittedName } from '../../../environments';

/** Characters of a state's name: https://docs.aws.amazon.com/step-functions/latest/dg/statemachine-structure.html */
const mostCharacters = 80;

/** `name` as far as a state may have it. */
export const stateName = (name: string): string => fittedName(name, mostCharacters);
