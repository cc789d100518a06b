/** What is said after a stream has failed. */
import { EventEmitter } from 'node:events';
import { outliveStreams } from '../../cli/streams';

function failing() {
  const written: string[] = [];
  const stream = (name: string) =>
    Object.assign(new EventEmitter(), {
      write: (text: string, _done?: () => void) => {
        written.push(`${name}: ${text}`);
        return true;
      },
    });
  const streams = { stdout: stream('out'), stderr: stream('err'), exitCode: undefined as number | undefined };
  outliveStreams(streams);
  const fail = (which: 'stdout' | 'stderr', code: string) =>
    streams[which].emit('error', Object.assign(new Error(code), { code }));
  return { streams, written, fail };
}

test.each(['EPIPE', 'EIO'])('after %s nothing is said on that stream, the other goes on', async (code) => {
  const { streams, written, fail } = failing();
  fail('stderr', code);
  await new Promise<void>((resolve) => streams.stderr.write('lost', () => resolve()));
  streams.stdout.write('kept');
  expect(written).toEqual(['out: kept']);
  expect(streams.exitCode).toBeUndefined();
});

test('a full standard output is told once, whatever fails after it', () => {
  const { streams, written, fail } = failing();
  fail('stdout', 'ENOSPC');
  streams.stdout.write('lost');
  fail('stderr', 'ENOSPC');
  expect(written).toEqual(['err: error standard output cannot be written: no space left\n']);
  expect(streams.exitCode).toBe(1);
});

test('wrong usage stays wrong usage where its message finds no room', () => {
  const { streams, fail } = failing();
  streams.exitCode = 2;
  fail('stderr', 'ENOSPC');
  expect(streams.exitCode).toBe(2);
});
