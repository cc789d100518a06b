/** Names that a parameter may hold. Strings in YAML; in TypeScript a table value, and a column name that is checked. */
import * as z from 'zod';

const identifier = '[A-Za-z_][A-Za-z0-9_]*';

/** `silver.orders`; in TypeScript a table value. */
export const table_name = z
  .string()
  .regex(/^[a-z_][a-z0-9_]*\.[a-z_][a-z0-9_]*$/, 'expected a table: schema.table, in lower case')
  .brand<'table', 'inout'>();

/** A column of the table that the option is about; in TypeScript checked against its contract. */
export const column_name = z
  .string()
  .regex(new RegExp(`^${identifier}$`), 'expected a column name: letters, digits and _')
  .brand<'column', 'in'>();

/** `gold.dim_customer.customer_key`; in TypeScript a column value. */
export const column_ref = z
  .string()
  .regex(new RegExp(`^[a-z_][a-z0-9_]*\\.[a-z_][a-z0-9_]*\\.${identifier}$`), 'expected schema.table.column')
  .brand<'column_ref', 'in'>();
