/** Names are checked when the stack is built: a name that the service refuses never reaches a deployment. */
import { Token } from './framework';
import { type NamedThing, nameLimits } from './name_limits';
import { shown } from './shown';

export { arn, bucketArn, globalName, type Naming, parameterName, partitionOf, resourceName } from '../../environments';

/**
 * @param path of the construct that is named
 * @returns `name`, unchanged; a token passes, because its value is only known at the deployment
 * @throws when the service would refuse it, with the rule and where the service states it
 */
export function checkName(thing: NamedThing, name: string, path: string): string {
  if (Token.isUnresolved(name)) return name;
  const limit = nameLimits[thing];
  // A program without types may give none.
  if (typeof (name as unknown) !== 'string') {
    throw new Error(
      `${path}: ${thing}: found ${shown(name)}; expected a name of ${limit.characters} (${limit.source}).`,
    );
  }
  if (name.length < limit.min || name.length > limit.max) {
    throw new Error(
      `${path}: ${thing} '${name}': ${name.length} characters; expected ${limit.min} to ${limit.max} (${limit.source}). ` +
        `Shorten the project, the environment's name or the part that follows.`,
    );
  }
  if (!limit.pattern.test(name)) {
    throw new Error(`${path}: ${thing} '${name}': expected ${limit.characters} (${limit.source}).`);
  }
  return name;
}
