/** What is asked of `terraform providers lock` when the old file has other versions than the stacks. */
import { lockFrom } from '../../../cli/lock/write_lock';
import { Failure } from '../../../cli/usage';

const block = (address: string, version: string): string =>
  `provider "${address}" {\n  version     = "${version}"\n  constraints = "${version}"\n  hashes = [\n    "h1:x=",\n  ]\n}\n`;
const [aws, helm, own] = [
  'registry.terraform.io/hashicorp/aws',
  'registry.terraform.io/hashicorp/helm',
  'tf.test/a/own',
];
const comment = '# This file is maintained automatically by "terraform init".\n';
const old = [comment, block(aws, '5.99.0'), block(helm, '2.16.0'), block(own, '1.0.0')].join('\n');
const conflict = (address: string): string =>
  `- ${address}: locked provider ${address} 5.99.0 does not match configured version constraint 5.100.0; must use terraform init -upgrade`;

/** Fails so often with these messages, and is done then. */
function scripted(...messages: readonly string[]) {
  const left = [...messages];
  const asked: (string | undefined)[] = [];
  const lock = (from: string | undefined): Promise<string> => {
    asked.push(from);
    const message = left.shift();
    return message === undefined ? Promise.resolve('done') : Promise.reject(new Failure(message));
  };
  return { asked, lock };
}

test('only the providers of other versions are taken out, the rest is kept', async () => {
  const { asked, lock } = scripted(`${conflict(aws)} ${conflict(helm)}`);
  const rest = `${comment}\n${block(own, '1.0.0')}`;
  expect(await lockFrom(old, lock)).toEqual({ text: 'done', from: rest });
  expect(asked).toEqual([old, rest]);
});

test('one that is told later is taken out too', async () => {
  const { asked, lock } = scripted(conflict(aws), conflict(own));
  expect((await lockFrom(old, lock)).from).toBe(`${comment}\n${block(helm, '2.16.0')}\n`);
  expect(asked).toHaveLength(3);
});

test('a text in which it is not found is written anew', async () => {
  const { asked, lock } = scripted(conflict(aws));
  const foreign = old.replaceAll('\n', '\r\n');
  expect(await lockFrom(foreign, lock)).toEqual({ text: 'done', from: undefined });
  expect(asked).toEqual([foreign, undefined]);
});

test('another failure is one, also without an old file', async () => {
  await expect(lockFrom(old, scripted('no network').lock)).rejects.toThrow('no network');
  await expect(lockFrom(undefined, scripted(conflict(aws)).lock)).rejects.toThrow('does not match');
});
