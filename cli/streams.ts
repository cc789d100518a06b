/** What becomes of a command whose standard output or error cannot be written any more. */

const names = { stdout: 'standard output', stderr: 'standard error' } as const;

/** Nobody reads any more, or the terminal was closed: no failure of ours, and no news to anybody. */
const gone: ReadonlySet<string | undefined> = new Set(['EPIPE', 'EIO', 'ERR_STREAM_DESTROYED']);

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'no space left',
  EDQUOT: 'the quota is used up',
  EFBIG: 'the file is too large',
};

/** As much of a stream as is needed here. */
interface Stream {
  write: (text: string, done?: () => void) => boolean;
  readonly on: (event: 'error', listener: (error: NodeJS.ErrnoException) => void) => unknown;
}

interface Streams {
  readonly stdout: Stream;
  readonly stderr: Stream;
  exitCode?: NodeJS.Process['exitCode'];
}

/**
 * A stream that failed is never written again: each attempt would fail anew, and what is said of it may go there too.
 * The command goes on to its end, because what it does, such as an apply, is worth more than what it says; its exit
 * code is what it would have been. Where words were lost that somebody wanted, that is a failure.
 */
export function outliveStreams(streams: Streams = process): void {
  for (const which of ['stdout', 'stderr'] as const) {
    streams[which].on('error', (error: NodeJS.ErrnoException) => {
      silence(streams[which]);
      if (gone.has(error.code)) return;
      if (streams.exitCode === undefined || streams.exitCode === 0) streams.exitCode = 1;
      if (which === 'stderr') return;
      const why = reasons[error.code ?? ''] ?? error.message;
      streams.stderr.write(`error ${names[which]} cannot be written: ${why}\n`);
    });
  }
}

function silence(stream: Stream): void {
  const silent = (...args: readonly unknown[]): boolean => {
    const done = args.at(-1);
    if (typeof done === 'function') process.nextTick(done);
    return true;
  };
  stream.write = silent;
}
