/** What a caller assumes of a month, in place of what the environment's file says. */
import { costAssumptionNames, type CostAssumptions } from '../../environments/cost';
import { hintFor } from '../../pipelines/plan';
import { WrongUsage } from '../usage';

/** @param given `landingGb=500` */
export function assumptionsOf(said: CostAssumptions, given: readonly string[]): CostAssumptions {
  const changed: Record<string, number> = {};
  for (const each of given) {
    const [, name = '', value = ''] = /^(\w+)=(\d+(?:\.\d+)?)$/.exec(each) ?? [];
    if (name === '') throw new WrongUsage(`--assume: found '${each}'; expected a name and a number: landingGb=500`);
    const known: readonly string[] = costAssumptionNames;
    if (!known.includes(name)) {
      throw new WrongUsage(
        `--assume: there is no assumption '${name}'; known are ${known.join(', ')}`,
        hintFor(name, [...known]),
      );
    }
    changed[name] = Number(value);
  }
  return { ...said, ...changed };
}
