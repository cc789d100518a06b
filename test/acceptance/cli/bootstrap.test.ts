/** `lakewright bootstrap` where there is no AWS. */
import { running } from './terminal/surroundings';

const env = { PATH: process.env['PATH'], NO_COLOR: '1', AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x' };

test.each([
  ['notaurl', 2, "error --endpoint: found 'notaurl'; expected a URL\n  hint: as in --endpoint http://localhost:4566\n"],
  ['', 2, "error --endpoint: found ''; expected a URL\n  hint: as in --endpoint http://localhost:4566\n"],
  ['http://127.0.0.1:1', 1, 'error no answer from http://127.0.0.1:1 (ECONNREFUSED): is there a network?\n'],
])('--endpoint %j', async (endpoint, code, err) => {
  const ended = await running(['bootstrap', '--env', 'dev', '--endpoint', endpoint], env);
  expect({ code: ended.code, err: ended.err }).toEqual({ code, err });
});

test.each([
  [
    ['--platforms', 'linux_amd64,macos'],
    "error --platforms: found 'macos'; expected an operating system and an architecture\n" +
      '  hint: as in --platforms linux_amd64,darwin_arm64\n',
  ],
  [
    ['--mirror', 'http://mirror.example.com'],
    "error --mirror: found 'http://mirror.example.com'; expected a folder or an https:// address\n",
  ],
])('%j', async (args, err) => {
  const ended = await running(['bootstrap', '--env', 'dev', ...args], env);
  expect({ code: ended.code, err: ended.err }).toEqual({ code: 2, err });
});
