/** What costs more to load than all else here, loaded when something needs them. */
import { createRequire } from 'node:module';

const load = createRequire(__filename);

// What a package gives is what its types say.
export const cronParser = (): typeof import('cron-parser') => load('cron-parser') as typeof import('cron-parser');
export const typescript = (): typeof import('typescript') => load('typescript') as typeof import('typescript');
export const yaml = (): typeof import('yaml') => load('yaml') as typeof import('yaml');
export const sqlTypes = (): Pick<typeof import('../sql'), 'formatType' | 'parseType'> =>
  load('../sql') as typeof import('../sql');
