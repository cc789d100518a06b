/** CSV in bytes, record by record, by the rules of docs/ingest.md. Quotes, delimiters and line ends are ASCII, so bytes suffice. */

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;

export interface Field {
  readonly start: number;
  readonly end: number;
  readonly quoted: boolean;
}

/** Walks over the records; after `next()` its fields say where the record and its fields are. */
export class CsvTokens {
  /** The record's bytes, without the line end that closes it. */
  start = 0;
  end = 0;
  fieldCount = 0;
  /** A quote where none may be, or one that is never closed. */
  malformed = false;
  /**
   * True once the file had anything that readers of CSV disagree on: line ends in quotes or of two kinds, empty lines, control
   * characters. (Other malformed things are the records' own.)
   */
  unusual = false;
  lineEnd: '\n' | '\r\n' | undefined;
  private at: number;
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];
  private readonly quotes: boolean[] = [];

  constructor(
    private readonly bytes: Uint8Array,
    private readonly delimiter: number,
    start: number,
  ) {
    this.at = start;
  }

  field(index: number): Field {
    return { start: this.starts[index] ?? 0, end: this.ends[index] ?? 0, quoted: this.quotes[index] ?? false };
  }

  /** False at the end of the file. */
  next(): boolean {
    this.skipEmptyLines();
    if (this.at >= this.bytes.length) return false;
    this.start = this.at;
    this.fieldCount = 0;
    this.malformed = false;
    while (this.readField());
    return true;
  }

  /** True when a delimiter ended it, so that another follows. */
  private readField(): boolean {
    const { bytes, delimiter } = this;
    const n = this.fieldCount++;
    let i = this.at;
    this.starts[n] = i;
    this.quotes[n] = false;
    if (bytes[i] === QUOTE) {
      const close = this.closingQuote(i + 1);
      if (close === -1) return this.neverClosed();
      this.starts[n] = i + 1;
      this.ends[n] = close;
      this.quotes[n] = true;
      i = close + 1;
      const next = bytes[i];
      const ended = next === undefined || next === delimiter || next === LF || (next === CR && bytes[i + 1] === LF);
      if (!ended) this.malformed = true;
    }
    for (; i < bytes.length; i++) {
      const byte = bytes[i] ?? 0;
      if (byte === delimiter) {
        if (!this.quotes[n]) this.ends[n] = i;
        this.at = i + 1;
        return true;
      }
      if (byte === LF) return this.endRecord(n, i, i > this.at && bytes[i - 1] === CR ? '\r\n' : '\n');
      if (byte === QUOTE) this.malformed = true;
      if (byte < 0x20 && byte !== 0x09 && !(byte === CR && bytes[i + 1] === LF)) this.unusual = true;
    }
    return this.endRecord(n, i, undefined);
  }

  private endRecord(field: number, at: number, lineEnd: '\n' | '\r\n' | undefined): false {
    this.end = lineEnd === '\r\n' ? at - 1 : at;
    if (!this.quotes[field]) this.ends[field] = this.end;
    this.at = at + 1;
    if (lineEnd !== undefined) {
      if (this.lineEnd !== undefined && this.lineEnd !== lineEnd) this.unusual = true;
      this.lineEnd = lineEnd;
    }
    return false;
  }

  /** Where the quote that closes the field is, or -1. */
  private closingQuote(from: number): number {
    const { bytes } = this;
    for (let i = from; i < bytes.length; i++) {
      const byte = bytes[i] ?? 0;
      if (byte === QUOTE) {
        if (bytes[i + 1] !== QUOTE) return i;
        i++;
      } else if (byte < 0x20 && byte !== 0x09) {
        this.unusual = true;
      }
    }
    return -1;
  }

  private neverClosed(): false {
    const { bytes } = this;
    this.malformed = true;
    this.unusual = true;
    this.at = bytes.length;
    this.end = bytes.length;
    if (bytes[this.end - 1] === LF) this.end -= bytes[this.end - 2] === CR ? 2 : 1;
    return false;
  }

  private skipEmptyLines(): void {
    const { bytes } = this;
    for (;;) {
      if (bytes[this.at] === LF) this.at++;
      else if (bytes[this.at] === CR && bytes[this.at + 1] === LF) this.at += 2;
      else return;
      this.unusual = true;
    }
  }
}
