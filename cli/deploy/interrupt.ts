/**
 * Ctrl-C and a request to end. Terraform is told once and waited for: told twice it ends at once, and what it has made
 * since it last wrote its state is lost. Where none runs, what is waited for is given up at once.
 */
import type { ChildProcess } from 'node:child_process';
import { note } from '../output';
import { Failure } from '../usage';
import type { Line } from './stage';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** It was asked to stop, and has. */
export class Stopped extends Failure {
  /** @param inApply whether terraform was changing a stack */
  constructor(
    message: string,
    readonly inApply: boolean,
  ) {
    super(message);
  }
}

export class Interrupt {
  private readonly stopping = new AbortController();
  private child: ChildProcess | undefined;
  private applied = false;
  private say = note;
  private readonly listener = (): void => this.stop();

  constructor() {
    for (const signal of signals) process.on(signal, this.listener);
  }

  /**
   * @param changing whether it applies
   * @throws when it was asked to stop before
   */
  begin(child: () => ChildProcess, changing = false): ChildProcess {
    this.check();
    this.applied ||= changing;
    this.child = child();
    for (const end of ['exit', 'error'])
      this.child.once(end, () => {
        this.child = undefined;
      });
    return this.child;
  }

  /** @throws when it was asked to stop; `inApply` says what was at work */
  check(inApply = false): void {
    if (!this.stopped) return;
    const next = this.applied ? 'run the same command again to go on' : 'nothing was applied';
    throw new Stopped(`stopped on request; ${next}`, inApply);
  }

  get stopped(): boolean {
    return this.stopping.signal.aborted;
  }

  /** Aborted when it is asked to stop: for what waits while no terraform runs. */
  get signal(): AbortSignal {
    return this.stopping.signal;
  }

  /** What it waits for, until it is asked to stop. @throws then */
  async unlessStopped<T>(work: Promise<T>): Promise<T> {
    this.check();
    let given = (): void => {};
    const stopped = new Promise<void>((resolve) => {
      given = resolve;
    });
    this.signal.addEventListener('abort', given);
    try {
      // What is given up may still fail: nobody is told.
      work.catch(() => {});
      const first = await Promise.race([work.then((value) => ({ value })), stopped]);
      this.check();
      if (first === undefined) throw new Error('given up, and not asked to stop');
      return first.value;
    } catch (error) {
      this.check();
      throw error;
    } finally {
      this.signal.removeEventListener('abort', given);
    }
  }

  /** While a line moves, what is said is said on it, and stays there. */
  async during<T>({ tell, say }: Line, work: (tell: Line['tell']) => Promise<T>): Promise<T> {
    this.say = say;
    try {
      return await work((what) => {
        if (!this.stopped) tell(what);
      });
    } finally {
      this.say = note;
    }
  }

  end(): void {
    for (const signal of signals) process.off(signal, this.listener);
  }

  private stop(): void {
    if (this.child === undefined) {
      // Asked again, where nothing can be lost.
      if (this.stopped) process.exit(1);
      this.stopping.abort();
      return;
    }
    if (this.stopped) {
      this.say('still waiting for terraform to write its state');
      return;
    }
    this.stopping.abort();
    this.say('stopping: terraform ends what it has begun and writes its state');
    this.child.kill('SIGINT');
  }
}
