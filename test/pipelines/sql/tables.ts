/** Tables of a small shop, for the tests of this folder. */
import { parseType, type ColumnType, type Schema } from '../../../pipelines/sql';

/** `'order_id bigint, amount decimal(12,2)?'`: a question mark says nullable. */
export function columnsOf(text: string): readonly ColumnType[] {
  return text.split(/,(?![^(<]*[)>])/).map((column) => {
    const [name = '', ...words] = column.trim().split(' ');
    const spelled = words.join(' ');
    const type = parseType(spelled.replace(/\?$/, ''));
    if (type === undefined) throw new Error(`no type: ${column}`);
    return { name, type, nullable: spelled.endsWith('?') };
  });
}

const tables: Readonly<Record<string, readonly ColumnType[]>> = {
  'silver.orders': columnsOf(
    'order_id bigint, customer_id bigint, status string?, amount decimal(12,2)?, order_date date, items array<struct<sku:string,qty:int>>?, updated_at timestamp',
  ),
  'silver.customers': columnsOf('customer_id bigint, name string?, country string?, score double?'),
};

export const shop: Schema = (id) => tables[id];

export const ordersColumns: readonly ColumnType[] = tables['silver.orders'] ?? [];
