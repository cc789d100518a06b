/** What a caller assumes of a month, in place of what the environment's file says. */
import { costAssumptionNames, costSchema, type CostAssumptions } from '../../environments/cost';
import { hintFor } from '../../pipelines/plan';
import { WrongUsage } from '../usage';

/** @param given `landingGb=500` */
export function assumptionsOf(said: CostAssumptions, given: readonly string[]): CostAssumptions {
  const changed: Record<string, number> = {};
  for (const each of given) {
    const [, name = '', value = ''] = /^(\w+)=(.+)$/.exec(each) ?? [];
    if (name === '') throw new WrongUsage(`--assume: found '${each}'; expected a name and a number: landingGb=500`);
    const known: readonly string[] = costAssumptionNames;
    if (!known.includes(name)) {
      throw new WrongUsage(
        `--assume: there is no assumption '${name}'; known are ${known.join(', ')}`,
        hintFor(name, [...known]),
      );
    }
    const { error } = costSchema.safeParse({ [name]: value });
    if (error !== undefined) {
      const shown = value.length > 30 ? `${value.slice(0, 30)}...` : value;
      throw new WrongUsage(
        `--assume: found ${name}=${shown}; ${error.issues[0]?.message ?? 'expected a number'}`,
        'digits alone, as in landingGb=500',
      );
    }
    changed[name] = Number(value);
  }
  return { ...said, ...changed };
}
