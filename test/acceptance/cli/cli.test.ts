/** The command line as a process: what it prints, where, and how it ends. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..', '..', '..');
const tsx = join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs');
const main = join(root, 'cli', 'main.ts');
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lakewright-cli-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function lakewright(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [tsx, main, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], NO_COLOR: '1', ...env },
    timeout: 120_000,
  });
  return { status, stdout, stderr };
}

const good = {
  'lakewright.json': '{"domain": "weather", "definitions": ["*.yaml"]}',
  'bronze.yaml': `table: bronze.readings
columns: { sensor: string?, value: string? }
---
table: silver.readings
columns:
  sensor: string
  value: { type: double, min: 0 }
key: [sensor]
`,
  'weather.yaml': `pipeline: weather
start: '2026-01-01'
schedule: { daily: '00:00' }
tasks:
  - append: bronze.readings
    from: { csv: '\${LANDING}/*.csv' }
  - overwrite: silver.readings
    from: |-
      select sensor, max(try_cast(value as double)) as value
      from \${bronze.readings}
      group by sensor
`,
} satisfies Record<string, string>;

function project(files: Record<string, string> = good): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

const commands = [
  'validate',
  'compile',
  'run',
  'list',
  'lineage',
  'permissions',
  'policy',
  'cost',
  'generate-data',
  'bootstrap',
  'deploy',
  'drift',
];

test.each(commands)('%s --help shows usage and examples', (name) => {
  const { status, stdout, stderr } = lakewright([name, '--help']);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toContain(`Usage: lakewright ${name}`);
  expect(stdout).toContain(`$ lakewright ${name}`);
  expect(stdout).toContain('--json');
});

test.each([
  [['vlidate'], 'Did you mean validate?'],
  [['run', '--too', '2026-01-01'], 'Did you mean --to?'],
  [['list', 'task'], 'pipelines, tasks, tables'],
  [['run', '--to', '2026-02-30'], "--to: '2026-02-30' is not in the calendar"],
  [['run', '--from', '2026-01-02', '--to', '2026-01-01'], '--from 2026-01-02 is not before --to 2026-01-01'],
  [['run', '--restate', 'today'], "--restate: 'today' is not a range"],
  [['bootstrap'], "required option '--env <name>'"],
  [['deploy'], "required option '--env <name>'"],
  [['deploy', '--env', 'dev', '--aprove', 'x'], 'Did you mean --approve?'],
  [['generate-data', '--days', '0'], '--days 0'],
  [['generate-data', '--late', 'often'], "'often' is not a number"],
  [['generate-data', '--late', '2'], '--late 2: expected at most 1'],
  [['generate-data', '--orders', '1.5'], '--orders 1.5: expected a whole number'],
  [['generate-data', '--start', '2026-02-30'], '--start 2026-02-30: expected a date of the calendar'],
  [['generate-data', '--out', ''], '--out: there is nothing in it'],
  [['generate-data', '--only', '3', '--days', '2'], '--only 3: expected at most --days 2'],
  [['generate-data', '--project', 'nowhere'], "--project: there is no folder 'nowhere'"],
  [['generate-data', '--project', '.'], 'there is no lakewright.json in this folder or above'],
])('%j is wrong usage', (args, says) => {
  const { status, stdout, stderr } = lakewright(args);
  expect(status).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain(says);
  expect(readdirSync(folder)).toEqual([]);
});

test('with --json wrong usage is JSON too', () => {
  const { status, stdout } = lakewright(['validate', '--json']);
  expect(status).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject({
    ok: false,
    error: { message: expect.stringContaining('lakewright.json') },
  });
});

test.each([
  [{ 'lakewright.json': '{"domain": "x", "definitons": ["*.yaml"]}' }, "did you mean 'definitions'?"],
  [{ 'lakewright.json': '{"domain": "x", "definitions": ["shop.yml"]}', 'shop.yaml': '' }, "did you mean 'shop.yaml'?"],
  [{ 'lakewright.json': '{"domain": ' }, 'lakewright.json'],
])('a project file that is wrong: %j', (files, says) => {
  project(files);
  const { status, stderr } = lakewright(['validate']);
  expect(status).toBe(2);
  expect(stderr).toContain(says);
});

test('every mistake is shown at once, with file, line and the nearest name', () => {
  project({
    ...good,
    'weather.yaml': good['weather.yaml']
      .replace('group by sensor', 'group by sensr')
      .replace("daily: '00:00'", 'cron: 61 * * * *'),
  });
  const { status, stdout } = lakewright(['validate', '--json']);
  expect(status).toBe(1);
  const { ok, diagnostics } = JSON.parse(stdout) as {
    ok: boolean;
    diagnostics: { at: { file: string; line: number }; message: string; hint?: string }[];
  };
  expect(ok).toBe(false);
  expect(diagnostics).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ at: expect.objectContaining({ file: 'weather.yaml', line: 3 }) }),
      expect.objectContaining({
        at: expect.objectContaining({ file: 'weather.yaml', line: 11 }),
        hint: expect.stringContaining("'sensor'"),
      }),
    ]),
  );
  const { stderr } = lakewright(['validate']);
  expect(stderr).toContain('weather.yaml:11:');
  expect(stderr).toContain('^^^^^');
});

test('a project is validated, listed, compiled and traced', () => {
  project();
  expect(lakewright(['validate'])).toMatchObject({ status: 0, stdout: 'ok 1 pipeline, 2 tasks, 2 tables\n' });
  const listed = lakewright(['list', 'tasks', '--json', '--select', 'silver.*']);
  expect(JSON.parse(listed.stdout)).toMatchObject({ tasks: [{ id: 'weather/silver.readings' }] });
  const traced = lakewright(['lineage', 'silver.readings.value']);
  expect(traced.stdout).toContain('└─ bronze.readings.value (aggregation)');
  expect(lakewright(['lineage', 'silver.reading'])).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("did you mean 'silver.readings'?"),
  });
  expect(lakewright(['compile', '--out', 'bundle']).status).toBe(0);
  expect(readdirSync(join(folder, 'bundle'))).toContain('manifest.json');
});

test('a folder with other things in it is not overwritten', () => {
  project({ ...good, 'out/mine.txt': 'keep' });
  const { status, stderr } = lakewright(['compile', '--out', 'out']);
  expect(status).toBe(1);
  expect(stderr).toContain("'out' is not empty");
  expect(readFileSync(join(folder, 'out', 'mine.txt'), 'utf8')).toBe('keep');
});

test('a run needs its parameters', () => {
  project();
  const { status, stderr } = lakewright(['run', '--to', '2026-01-02'], { LANDNG: 'x' });
  expect(status).toBe(2);
  expect(stderr).toContain("no value for 'LANDING', which weather/bronze.readings needs");
  expect(stderr).toContain("did you mean 'LANDNG'?");
});

test('a workspace that cannot be made is named', () => {
  project();
  const { status, stderr } = lakewright(['run', '--to', '2026-01-02', '--workspace', 'bronze.yaml'], { LANDING: '.' });
  expect(status).toBe(1);
  expect(stderr).toContain("workspace: 'bronze.yaml' is a file, not a folder");
});

test('a run gives a scorecard and a report; the second one has nothing left to do', () => {
  project({ ...good, 'landing/a.csv': 'sensor,value\nkitchen,21.5\ncellar,-3\n' });
  const first = lakewright(['run', '--to', '2026-01-02', '--json'], { LANDING: 'landing' });
  const result = JSON.parse(first.stdout) as {
    ok: boolean;
    tasks: { state: string; counts: object }[];
    report: string;
  };
  expect(result.ok).toBe(true);
  expect(result.tasks.map(({ state }) => state)).toEqual(['succeeded', 'succeeded']);
  expect(result.tasks[1]?.counts).toMatchObject({ candidates: 2, accepted: 1, quarantined: 1 });
  expect(readFileSync(result.report, 'utf8')).toContain('<!doctype html>');

  const second = lakewright(['run', '--to', '2026-01-02'], { LANDING: 'landing' });
  expect(second).toMatchObject({ status: 0, stdout: expect.stringContaining('Every row is accounted for') });
});

test('a run that fails ends with 1 and says why', () => {
  project({
    ...good,
    'weather.yaml': good['weather.yaml'].replace('try_cast', 'cast'),
    'landing/a.csv': 'sensor,value\nkitchen,warm\n',
  });
  const { status, stdout, stderr } = lakewright(['run', '--to', '2026-01-02'], { LANDING: 'landing' });
  expect(status).toBe(1);
  expect(stderr).toContain('weather/silver.readings  failed');
  expect(stdout + stderr).toContain('warm');
});

test('a run that is stopped says so, and the next one goes on from there', async () => {
  project({ ...good, 'landing/a.csv': 'sensor,value\nkitchen,21.5\n' });
  const child = spawn(
    process.execPath,
    ['--import', join(root, 'node_modules/tsx/dist/loader.mjs'), main, 'run', '--to', '2026-02-15'],
    {
      cwd: folder,
      env: { ...process.env, LANDING: 'landing', NO_COLOR: '1' },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    if (stderr === '') child.kill('SIGINT');
    stderr += chunk.toString();
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect({ code, stderr }).toEqual({ code: 130, stderr: expect.stringContaining('the next run goes on from here') });

  const next = lakewright(['run', '--to', '2026-02-15', '--json'], { LANDING: 'landing' });
  const { ok, tasks } = JSON.parse(next.stdout) as { ok: boolean; tasks: { state: string }[] };
  expect(ok).toBe(true);
  expect(tasks[0]?.state).toBe('skipped');
  expect(tasks.at(-1)?.state).toBe('succeeded');
});

test('a reader that has seen enough is no failure', async () => {
  project();
  const child = spawn('sh', ['-c', `"${process.execPath}" "${tsx}" "${main}" list tasks --json; echo "ended $?" >&2`], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.destroy();
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  await new Promise((resolve) => child.on('close', resolve));
  expect(stderr).toBe('ended 0\n');
});

test('nor is one of the errors', async () => {
  project({ ...good, 'weather.yaml': good['weather.yaml'].replace('max(', 'mx(') });
  const child = spawn(process.execPath, [tsx, main, 'validate'], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  child.stderr.destroy();
  const code = await new Promise((resolve, reject) => {
    const tooLong = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error('it did not end'));
    }, 60_000);
    child.once('exit', (ended) => {
      clearTimeout(tooLong);
      resolve(ended);
    });
  });
  expect(code).toBe(1);
});

test('what an environment has no place for is told by validate, compile, permissions and the synthesis alike', () => {
  const weather = good['weather.yaml']
    .replace('pipeline: weather', '$&\ncompute: huge')
    .replace('${LANDING}', '${PARTNER}');
  const environment = readFileSync(join(root, 'environments', 'dev.yaml'), 'utf8').replace(
    'allowDestroy:',
    'retention: { logDays: 31 }\n$&',
  );
  project({ ...good, 'weather.yaml': weather, 'environments/dev.yaml': environment });
  const all = [
    lakewright(['validate', '--env', 'dev']),
    lakewright(['compile', '--env', 'dev', '--out', 'bundle']),
    lakewright(['permissions', '--env', 'dev']),
    spawnSync(process.execPath, [tsx, join(root, 'main.ts')], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], NO_COLOR: '1' },
      timeout: 120_000,
    }),
  ];
  for (const { status, stdout, stderr } of all) {
    const said = stdout + stderr;
    expect(said).toContain('environments/dev.yaml: retention.logDays: found 31');
    expect(said).toContain('environments/dev.yaml: compute.huge: is missing');
    expect(said).toContain('environments/dev.yaml: parameters.PARTNER: is missing');
    expect(said).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
    expect(status).toBe(1);
  }
});

describe('permissions', () => {
  const second = good['weather.yaml']
    .replace('pipeline: weather', 'pipeline: storms')
    .replace(/  - append[^]*?csv'? ?}\n/, '')
    .replace('overwrite: silver.readings', 'overwrite: gold.storms');
  const table = `table: gold.storms
columns:
  sensor: string
  value: { type: double, min: 0 }
key: [sensor]
`;
  const withEnvironment = () => {
    project({
      ...good,
      ...{ 'storms.yaml': second, 'gold.yaml': table },
      'environments/dev.yaml': readFileSync(join(root, 'environments', 'dev.yaml'), 'utf8'),
    });
  };

  test('of one pipeline are those of its tasks, in words and as JSON', () => {
    withEnvironment();
    const all = lakewright(['permissions', '--env', 'dev']);
    const one = lakewright(['permissions', 'storms', '--env', 'dev']);
    expect({ status: one.status, stderr: one.stderr }).toEqual({ status: 0, stderr: '' });
    expect(one.stdout).toContain('because storms/gold.storms: reads bronze.readings');
    expect(one.stdout).toMatch(/Allow s3:GetObject {2}asked by the runtime/);
    expect(one.stdout).toMatch(/Allow kms:Decrypt.* {2}asked by a service/);
    expect(all.stdout).toContain('weather/silver.readings');
    expect(one.stdout).not.toContain('weather/silver.readings');
    const { status, stdout } = lakewright(['permissions', 'storms', '--env', 'dev', '--role', '*gold*', '--json']);
    expect(status).toBe(0);
    const said = JSON.parse(stdout) as {
      roles: { name: string; statements: { by: string; reasons: string[] }[] }[];
    };
    expect(said).toMatchObject({ ok: true, environment: 'dev', pipeline: 'storms', roles: [{}] });
    for (const { by, reasons } of said.roles.flatMap(({ statements }) => statements)) {
      expect(by).toMatch(/^(runtime|service)$/);
      for (const reason of reasons) expect(reason).toMatch(/^storms\//);
    }
  });

  test('say whose a role is: of the units of a layer, or of one', () => {
    withEnvironment();
    const heads = (): readonly string[] =>
      lakewright(['permissions', '--env', 'dev', '--role', '*-job']).stdout.match(
        /^lakewright.*-job {2}of .*? {2}/gm,
      ) ?? [];
    expect(heads()).toEqual([
      'lakewright-dev-weather-bronze-job  of the units of bronze  ',
      'lakewright-dev-weather-gold-job  of the units of gold  ',
      'lakewright-dev-weather-silver-job  of the units of silver  ',
    ]);
    const file = join(folder, 'environments', 'dev.yaml');
    writeFileSync(file, `${readFileSync(file, 'utf8')}\nroles: { per: unit }\n`);
    expect(heads()).toEqual([
      'lakewright-dev-weather-storms-gold-job  of unit storms-gold  ',
      'lakewright-dev-weather-weather-bronze-job  of unit weather-bronze  ',
      'lakewright-dev-weather-weather-silver-job  of unit weather-silver  ',
    ]);
  });

  test('a pipeline that there is not is told with the nearest one', () => {
    withEnvironment();
    const { status, stdout, stderr } = lakewright(['permissions', 'strms', '--env', 'dev']);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain("there is no pipeline 'strms'");
    expect(stderr).toContain("did you mean 'storms'?");
  });
});

test('a pipeline that names no compute can be deployed', () => {
  const environment = readFileSync(join(root, 'environments', 'prod.yaml'), 'utf8');
  project({ ...good, 'environments/prod.yaml': environment });
  expect(lakewright(['validate', '--env', 'prod'])).toMatchObject({ status: 0 });
});

test('bootstrap without credentials says which account it is for', () => {
  project({ ...good, 'environments/dev.yaml': readFileSync(join(root, 'environments', 'dev.yaml'), 'utf8') });
  const { status, stderr } = lakewright(['bootstrap', '--env', 'dev'], {
    HOME: folder,
    AWS_EC2_METADATA_DISABLED: 'true',
  });
  expect(stderr).toContain("environment 'dev' is in account 111122223333, and there are no credentials for it");
  expect(stderr).toContain('AWS_PROFILE');
  expect(status).toBe(1);
});

test('generated data is the same for the same seed', () => {
  const args = ['generate-data', '--orders', '50', '--customers', '50', '--days', '1', '--seed', '3', '--json'];
  expect(lakewright([...args, '--out', 'a']).status).toBe(0);
  expect(lakewright([...args, '--out', 'b']).status).toBe(0);
  for (const file of ['customers/2026-01-01.csv', 'orders/2026-01-01.json']) {
    expect(existsSync(join(folder, 'a', file))).toBe(true);
    expect(readFileSync(join(folder, 'a', file))).toEqual(readFileSync(join(folder, 'b', file)));
  }
});

test('generated data goes where the help says: below this folder, or below that of --project', () => {
  const few = ['--orders', '5', '--customers', '5', '--products', '5'];
  const files = (...path: readonly string[]) => readdirSync(join(folder, ...path, 'orders'));
  const help = lakewright(['generate-data', '--help']).stdout.replace(/\s+/g, ' ');
  expect(help).toContain('(default: .lakewright/landing of the project)');
  expect(lakewright(['generate-data', '--only', '3', ...few]).status).toBe(0);
  expect(files('.lakewright', 'landing')).toEqual(['2026-01-03.json']);
  project({ 'shop/lakewright.json': good['lakewright.json'] });
  expect(lakewright(['generate-data', '--project', 'shop', '--days', '1', ...few]).status).toBe(0);
  expect(files('shop', '.lakewright', 'landing')).toEqual(['2026-01-01.json']);
  expect(lakewright(['generate-data', '--project', 'shop', '--out', 'in', '--days', '1', ...few]).status).toBe(0);
  expect(files('in')).toEqual(['2026-01-01.json']);
});

test('a report that cannot be written costs neither the run nor the earlier report', () => {
  project();
  mkdirSync(join(folder, 'landing'));
  const run = (to: string) => lakewright(['run', '--to', to], { LANDING: join(folder, 'landing') });
  expect(run('2026-01-02').status).toBe(0);
  const report = join(folder, '.lakewright', 'report.html');
  const before = readFileSync(report, 'utf8');
  mkdirSync(`${report}.new`);
  const { status, stdout, stderr } = run('2026-01-03');
  expect(status).toBe(1);
  expect(stdout).toContain('accounted for');
  expect(stderr).toContain('the report was not written');
  expect(stderr).toContain('the run itself is kept');
  expect(readFileSync(report, 'utf8')).toBe(before);
  rmSync(`${report}.new`, { recursive: true });
  expect(run('2026-01-03').stderr).toContain('nothing to do: every interval up to here succeeded before');
});

test.each([
  [['compile', '--out', ''], '--out: there is nothing in it', 2],
  [['compile', '--out', '.'], "--out: '.' is not empty and holds no bundle", 1],
  [['run', '--workspace', ''], '--workspace: there is nothing in it', 2],
  [['lineage', 'silver'], "'silver' is neither a table", 2],
  [['lineage', 'readings'], 'there are: bronze.readings, silver.readings', 2],
  [['lineage', 'silver.readings.value.x'], "'silver.readings.value.x' is neither", 2],
])('%j says what is wrong and leaves the folder as it was', (args, says, status) => {
  project();
  expect(lakewright(args, { LANDING: folder })).toMatchObject({
    status,
    stdout: '',
    stderr: expect.stringContaining(says),
  });
  expect(readdirSync(folder).sort()).toEqual(['bronze.yaml', 'lakewright.json', 'weather.yaml']);
});

test('an environment that is not there is told with the file to write', () => {
  project();
  const { status, stderr } = lakewright(['validate', '--env', 'qa']);
  expect(status).toBe(2);
  expect(stderr).toContain('write environments/qa.yaml');
});

test('a default of a path holds where nothing else says, and list shows it', () => {
  project({ ...good, 'weather.yaml': good['weather.yaml'].replace('${LANDING}', '${LANDING:-./in}') });
  mkdirSync(join(folder, 'in'));
  writeFileSync(join(folder, 'in', 'a.csv'), 'sensor,value\nx,1\n');
  expect(lakewright(['list', 'parameters']).stdout).toMatch(/LANDING +\.\/in +weather\/bronze\.readings/);
  const { status, stdout } = lakewright(['run', '--to', '2026-01-02', '--json']);
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ ok: true, tasks: [{ counts: { source_files: 1 } }, {}] });
});

test('what is empty is said to be', () => {
  project({ ...good, 'weather.yaml': '# nothing yet\n' });
  expect(lakewright(['list', 'environments'])).toMatchObject({
    status: 0,
    stdout: '',
    stderr: "there are no environments in 'environments'\n",
  });
  expect(lakewright(['validate']).stderr).toContain('the definitions have no task yet');
});
