/** Resource types that the emulator cannot take through apply, plan and destroy: left out of the constructs' root modules. */

export interface LeftOut {
  readonly reason: string;
  /** Whose fault it is that it does not work there. */
  readonly fault: 'moto' | 'terraform-provider-aws' | 'both';
}

export const notEmulated: Readonly<Record<string, LeftOut>> = {};
