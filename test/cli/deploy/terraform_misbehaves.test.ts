/** A terraform that does not do what terraform does. */
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Interrupt } from '../../../cli/deploy/interrupt';
import { Terraform } from '../../../cli/deploy/terraform';

const folder = mkdtempSync(join(tmpdir(), 'lakewright-misbehaves-'));
const program = join(folder, 'terraform');
const stack = { name: 'shop-dev-storage', folder, dependencies: [] };
const before = process.env['TERRAFORM_BINARY_NAME'];

afterEach(() => {
  if (before === undefined) delete process.env['TERRAFORM_BINARY_NAME'];
  else process.env['TERRAFORM_BINARY_NAME'] = before;
});

/** @param cases of a shell's `case`, by the subcommand */
async function planned(cases: string, name = program, mode = 0o755): Promise<unknown> {
  writeFileSync(
    program,
    `#!/bin/sh\ncase "$1" in\nversion) echo '{"terraform_version": "1.11.4"}' ;;\n${cases}\nesac\n`,
  );
  chmodSync(program, mode);
  process.env['TERRAFORM_BINARY_NAME'] = name;
  const interrupt = new Interrupt();
  try {
    const files = mkdtempSync(join(folder, 'files-'));
    const terraform = await Terraform.find('dev', files, interrupt, join(folder, 'providers'));
    return await terraform.plan(stack);
  } catch (error) {
    return error;
  } finally {
    interrupt.end();
  }
}

test.each([
  ['rubbish', 'show) echo Success! ;;', "show -json printed no JSON, which begins with 'Success!'"],
  ['nothing', 'show) ;;', 'show -json printed nothing'],
  [
    'another shape',
    `show) echo '{"resource_changes": [{"address": 5}]}' ;;`,
    "show -json printed no plan: at 'resource_changes.0.address': ",
  ],
])('a plan that is %s names the stack and the command', async (_, cases, says) => {
  expect(await planned(cases)).toMatchObject({
    name: 'Failure',
    message: expect.stringContaining(`stack 'shop-dev-storage': ${program} (TERRAFORM_BINARY_NAME) ${says}`),
  });
});

test('a signal that killed it is named', async () => {
  expect(await planned('plan) kill -KILL $$ ;;')).toMatchObject({
    message: expect.stringContaining('terraform plan was killed by SIGKILL'),
  });
});

test('what is no program is told with the variable that names it', async () => {
  const noProgram = {
    name: 'WrongUsage',
    message: `${program} (TERRAFORM_BINARY_NAME) cannot be executed: a folder, or without the right`,
  };
  expect(await planned('', program, 0o644)).toMatchObject(noProgram);
  const place = join(folder, 'place');
  mkdirSync(place);
  expect(await planned('', place)).toMatchObject({
    message: expect.stringContaining(`${place} (TERRAFORM_BINARY_NAME)`),
  });
  expect(await planned('', '')).toMatchObject({
    name: 'WrongUsage',
    message: 'TERRAFORM_BINARY_NAME: there is nothing in it',
  });
});
