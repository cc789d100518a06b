/**
 * Ctrl-C and a request to end. Terraform is told once and waited for: told twice it ends at once, and what it has made
 * since it last wrote its state is lost.
 */
import type { ChildProcess } from 'node:child_process';
import { note } from '../output';
import { Failure } from '../usage';
import type { Line } from './stage';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export class Interrupt {
  private stopping = false;
  private child: ChildProcess | undefined;
  private say = note;
  private readonly listener = (): void => this.stop();

  constructor() {
    for (const signal of signals) process.on(signal, this.listener);
  }

  /** @throws when it was asked to stop before */
  begin(child: () => ChildProcess): ChildProcess {
    this.check();
    this.child = child();
    this.child.once('exit', () => {
      this.child = undefined;
    });
    return this.child;
  }

  check(): void {
    if (this.stopping) throw new Failure('stopped on request; run the same command again to go on');
  }

  get stopped(): boolean {
    return this.stopping;
  }

  /** While a line moves, what is said is said on it, and stays there. */
  async during<T>({ tell, say }: Line, work: (tell: Line['tell']) => Promise<T>): Promise<T> {
    this.say = say;
    try {
      return await work((what) => {
        if (!this.stopping) tell(what);
      });
    } finally {
      this.say = note;
    }
  }

  end(): void {
    for (const signal of signals) process.off(signal, this.listener);
  }

  private stop(): void {
    if (this.stopping) {
      this.say('still waiting for terraform to write its state');
      return;
    }
    this.stopping = true;
    if (this.child === undefined) return;
    this.say('stopping: terraform ends what it has begun and writes its state');
    this.child.kill('SIGINT');
  }
}
