/** A subquery without a name of the author's is part of the block around it. */
export function blockName(block: string, name: string): string {
  return name === '' || name.startsWith('_') ? block : name;
}
