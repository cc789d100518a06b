/** Environments beside each other: what goes wrong with one of them says with which. */
import { comparedEnvironments } from '../../cli/environments';
import { WrongUsage } from '../../cli/usage';

const synth = jest.fn<unknown, [{ readonly environment: string }]>();
jest.mock('../../main', () => ({ synth: (options: { readonly environment: string }) => synth(options) }));
const project = {
  domain: 'shop',
  definitions: [],
  environments: 'environments',
  workspace: '.lakewright',
  parameters: {},
  folder: `${__dirname}/../..`,
};

test('an environment whose stacks cannot be made is named', async () => {
  const cause = new Error('network: found no zone');
  synth.mockImplementation(() => {
    throw cause;
  });
  await expect(comparedEnvironments(project, ['staging', 'dev'])).rejects.toEqual(
    expect.objectContaining({
      name: 'Failure',
      message: "environment 'staging' cannot be synthesized: network: found no zone",
      cause,
    }),
  );
});

test('what the caller did wrong stays that', async () => {
  synth.mockImplementation(() => {
    throw new WrongUsage('no file matches');
  });
  await expect(comparedEnvironments(project, ['dev'])).rejects.toThrow(new WrongUsage('no file matches'));
});
