/** `npm run docs`: fills in what is generated of the pages of the constructs. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pages } from './pages';

const root = join(__dirname, '..', '..');
for (const [path, text] of pages(root)) writeFileSync(join(root, path), text);
