/** Where the data of an environment may be: its own region, that of its copies, that of its state. */
import { readEnvironment } from '../../environments';
import { leastEnvironment } from './least';

const read = (more: string, change: (text: string) => string = (text) => text) =>
  readEnvironment('qa', `${change(leastEnvironment('qa'))}${more}`, 'environments/qa.yaml', {});
const told = (...args: Parameters<typeof read>) =>
  read(...args).diagnostics.map(({ message, hint, at }) => [
    at?.line,
    message.replace('environments/qa.yaml: ', ''),
    hint,
  ]);

test('without the key there is no restriction', () => {
  const { environment, diagnostics } = read('recovery: { region: us-west-2 }\n');
  expect([environment?.allowedRegions, diagnostics]).toEqual([undefined, []]);
});

test('the environment, its copies and its state are in regions of the list', () => {
  const { environment, diagnostics } = read(
    'recovery: { region: eu-west-1 }\nallowedRegions: [eu-west-1, eu-central-1]\n',
  );
  expect([environment?.allowedRegions, diagnostics]).toEqual([['eu-west-1', 'eu-central-1'], []]);
});

test('each that is elsewhere is told, with its line, what may be and the nearest', () => {
  const elsewhere = (text: string): string =>
    text.replace('prefix: acme/qa, region: eu-central-1', 'prefix: acme/qa, region: us-east-1');
  const expected = 'expected one of eu-central-2, eu-west-1, the allowedRegions';
  expect(told('recovery: { region: eu-west-2 }\nallowedRegions: [eu-central-2, eu-west-1]\n', elsewhere)).toEqual([
    [4, `region: found "eu-central-1"; ${expected}`, "did you mean 'eu-central-2'?"],
    [8, `state.region: found "us-east-1"; ${expected}`, undefined],
    [9, `recovery.region: found "eu-west-2"; ${expected}`, "did you mean 'eu-west-1'?"],
  ]);
});

test.each([
  ['[eu-centrl-1]', 'allowedRegions.0: found "eu-centrl-1"; expected an AWS region', "did you mean 'eu-central-1'?"],
  ['[]', 'allowedRegions: found []; expected at least one region; without the key there is no restriction', undefined],
  ['eu-central-1', 'allowedRegions: found "eu-central-1"; expected a list', undefined],
  ['[eu-central-1, eu-central-1]', 'allowedRegions.1: found "eu-central-1"; expected each once', undefined],
])('allowedRegions: %s is told', (value, message, hint) => {
  expect(told(`allowedRegions: ${value}\n`)).toEqual([[9, expect.stringContaining(message), hint]]);
});

test('a key that is nearly it is told with it', () => {
  expect(told('alowedRegions: [eu-central-1]\n')).toEqual([
    [9, expect.stringContaining("unknown key 'alowedRegions'"), "did you mean 'allowedRegions'?"],
  ]);
});
