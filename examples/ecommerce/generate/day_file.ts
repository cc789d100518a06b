/** One entity's file of one day: buffered, and under its name only when it is whole. */
import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from './random';

const flushAt = 1 << 20;

export interface Rows {
  readonly rows: number;
  readonly duplicates: number;
  readonly broken: number;
  readonly bytes: number;
}

export class DayFile {
  private readonly handle: number;
  private readonly temporary: string;
  private readonly repeated: string[] = [];
  private text = '';
  private written = { rows: 0, duplicates: 0, broken: 0, bytes: 0 };

  /**
   * @param random decides which rows come twice and which are broken
   * @param breaks how a row of this entity can be broken
   */
  constructor(
    private readonly path: string,
    header: string | undefined,
    private readonly random: Random,
    private readonly shares: { readonly duplicates: number; readonly broken: number },
    private readonly breaks: readonly ((line: string) => string)[],
  ) {
    mkdirSync(join(path, '..'), { recursive: true });
    this.temporary = `${path}.part`;
    this.handle = openSync(this.temporary, 'w');
    if (header !== undefined) this.text = `${header}\n`;
  }

  add(line: string): void {
    const { random, shares, written } = this;
    let row = line;
    if (random.chance(shares.broken)) {
      row = random.pick(this.breaks)(line);
      written.broken++;
    }
    this.put(row);
    if (random.chance(shares.duplicates)) this.repeated.push(row);
  }

  /** A row as it is, again: one that was sent before. */
  repeat(line: string): void {
    this.repeated.push(line);
  }

  /** Writes what is left, the repeated rows last. */
  close(): Rows {
    for (const row of this.repeated) this.put(row);
    this.written.duplicates = this.repeated.length;
    this.flush();
    closeSync(this.handle);
    renameSync(this.temporary, this.path);
    return this.written;
  }

  /** Leaves no file behind. */
  abandon(): void {
    closeSync(this.handle);
    rmSync(this.temporary, { force: true });
  }

  private put(line: string): void {
    this.text += `${line}\n`;
    this.written.rows++;
    if (this.text.length > flushAt) this.flush();
  }

  private flush(): void {
    const bytes = Buffer.from(this.text);
    for (let at = 0; at < bytes.length;) at += writeSync(this.handle, bytes, at);
    this.written.bytes += bytes.length;
    this.text = '';
  }
}
