import type { Environment, ProfileOf } from '../../environments';

/** A compute profile of EMR Serverless, by name. */
export function serverless({ compute }: Pick<Environment, 'compute'>, name: string): ProfileOf<'emr-serverless'> {
  const profile = compute[name];
  if (profile?.service !== 'emr-serverless') throw new Error(`there is no profile '${name}' of EMR Serverless`);
  return profile;
}
