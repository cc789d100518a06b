/** What lands on a day of the example: few rows, late, repeated and broken ones among them; on the first a large one. */
import { createCipheriv } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate, generateOptions } from '../../examples/ecommerce/generate';

const options = { orders: 20, customers: 12, products: 6, late: 0.1, duplicates: 0.1, broken: 0.1 };

/** Content by key in the bucket. */
export function landing(day: number): ReadonlyMap<string, Uint8Array | string> {
  const folder = mkdtempSync(join(tmpdir(), 'lakewright-landing-'));
  try {
    generate(folder, generateOptions.parse({ ...options, only: day }));
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const landed = new Map<string, Uint8Array | string>(
      files.map((file) => {
        const path = join(file.parentPath, file.name);
        return [path.slice(folder.length + 1), readFileSync(path)];
      }),
    );
    return day === 1 ? landed.set('customers/2026-01-01-large.csv', largeCustomer()) : landed;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A customer whose name no format makes smaller: every table that keeps it is a file that goes up in parts. */
function largeCustomer(): string {
  const noise = createCipheriv('aes-128-ctr', Buffer.alloc(16), Buffer.alloc(16)).update(Buffer.alloc(4_500_000));
  return [
    'customer_id,name,email,country,city,segment,updated_at',
    `C-large,${noise.toString('base64')},large@example.com,DE,Berlin,consumer,2026-01-01 08:00:00\n`,
  ].join('\n');
}
