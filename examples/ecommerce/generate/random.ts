/** A fast seeded generator of numbers (sfc32), the same on every machine: integers and one division. */
export class Random {
  private a = 0;
  private b = 0;
  private c = 0;
  private d = 0;

  /** A stream of its own for each key: `new Random(seed, 'customers', 2)`. */
  constructor(...key: readonly (string | number)[]) {
    const text = key.join('\u0000');
    let hash = 0x811c9dc5;
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    this.restart(hash, text.length);
  }

  /** Starts the stream of two numbers: cheap enough for each of a million orders. */
  restart(first: number, second: number): this {
    this.a = first | 0;
    this.b = second | 0;
    this.c = 0x9e3779b9 | 0;
    this.d = 1;
    for (let i = 0; i < 12; i++) this.next();
    return this;
  }

  /** In [0, 2^32). */
  next(): number {
    const sum = (((this.a + this.b) | 0) + this.d) | 0;
    this.d = (this.d + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** In [0, 1). */
  unit(): number {
    return this.next() / 4294967296;
  }

  /** An integer in [0, n). */
  below(n: number): number {
    return Math.floor(this.unit() * n);
  }

  /** An integer in [from, to]. */
  between(from: number, to: number): number {
    return from + this.below(to - from + 1);
  }

  chance(share: number): boolean {
    return this.unit() < share;
  }

  /** An integer in [0, n), small ones far more often: a few customers buy most. */
  tail(n: number): number {
    const u = this.unit();
    return Math.floor(u * u * u * n);
  }

  pick<T>(from: readonly T[]): T {
    const value = from[this.below(from.length)];
    if (value === undefined) throw new RangeError('there is nothing to pick from');
    return value;
  }

  /** The index of a weight, as often as the weight says. `sums` are the running sums. */
  weighted(sums: readonly number[]): number {
    const at = this.unit() * (sums.at(-1) ?? 0);
    let index = 0;
    while (at >= (sums[index] ?? Infinity)) index++;
    return index;
  }
}

export function runningSums(weights: readonly number[]): readonly number[] {
  let total = 0;
  return weights.map((weight) => (total += weight));
}
