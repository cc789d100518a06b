/** All stacks of an environment on the emulator: applied in order, destroyed in reverse. */
import { join } from 'node:path';
import type { Environment } from '../../environments';
import type { Emulator } from './emulator';
import { type PlannedChange, Terraform } from './terraform';

/** Stacks that may be deployed side by side, in the order of their dependencies. */
export const waves = [['foundation'], ['storage', 'compute'], ['pipelines-shop'], ['dashboards']] as const;

export class Deployment {
  private readonly stacks = new Map<string, Terraform>();

  /**
   * @param folder cdktf's output
   * @param like a deployment of the same stacks, initialised and validated, that spares this one both
   */
  constructor(
    private readonly folder: string,
    private readonly environment: Environment,
    private readonly emulator: Emulator,
    private readonly like?: Deployment,
    /** The stacks, those of one wave side by side. */
    private readonly order: readonly (readonly string[])[] = waves,
  ) {}

  async apply(): Promise<void> {
    await this.inOrder(this.order, (stack) => stack.apply());
  }

  async destroy(): Promise<void> {
    await this.inOrder([...this.order].reverse(), (stack) => stack.destroy());
  }

  /** What another apply of one stack would change. */
  async plan(what: string): Promise<readonly PlannedChange[]> {
    return (await this.stack(what)).plan();
  }

  /** The stack's terraform, ready to plan. */
  async stack(what: string): Promise<Terraform> {
    const known = this.stacks.get(what);
    if (known !== undefined) return known;
    const name = `${this.environment.project}-${this.environment.name}-${what}`;
    const made = new Terraform(join(this.folder, 'stacks', name), this.emulator);
    this.stacks.set(what, made);
    if (this.like === undefined) {
      await made.init();
      await made.validate();
    } else made.adopt(await this.like.stack(what));
    return made;
  }

  private async inOrder(
    order: readonly (readonly string[])[],
    act: (stack: Terraform) => Promise<void>,
  ): Promise<void> {
    for (const wave of order) await Promise.all(wave.map(async (what) => act(await this.stack(what))));
  }
}
