/** Programs that the setup does not bring but the tiers need: whether they are there and new enough. */
import { NotSetUp, chromium, onPath } from './paths';
import { must, run } from './process';

interface Tool {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly oldest: string;
  /** Finds the version in the output. */
  readonly version: RegExp;
  readonly install: string;
}

const tools: readonly Tool[] = [
  {
    name: 'java',
    command: ['java', '-version'],
    oldest: '17',
    version: /version "(\d+(?:\.\d+)*)/,
    install: 'apt-get install openjdk-17-jre-headless (or https://adoptium.net)',
  },
  {
    name: 'maven',
    command: ['mvn', '-version'],
    oldest: '3.6',
    version: /Apache Maven (\d+(?:\.\d+)*)/,
    install: 'apt-get install maven (or https://maven.apache.org/install.html)',
  },
  {
    name: 'terraform',
    command: ['terraform', 'version'],
    oldest: '1.10',
    version: /Terraform v(\d+(?:\.\d+)*)/,
    install: 'https://developer.hashicorp.com/terraform/install',
  },
];

interface Presence {
  readonly name: string;
  /** Its version. */
  readonly found?: string;
  /** What is wrong and how to get it. */
  readonly missing?: string;
}

export function checkTools(): Promise<readonly Presence[]> {
  return Promise.all(tools.map(check));
}

/** Throws the line that installs it when the tool is not there or too old. */
export async function needs(name: string): Promise<void> {
  for (const tool of tools.filter((each) => each.name === name)) {
    const { missing } = await check(tool);
    if (missing !== undefined) throw new NotSetUp(`${name}: ${missing}`);
  }
}

async function check(tool: Tool): Promise<Presence> {
  const { code, output } = await run(tool.command);
  const found = tool.version.exec(output)?.[1];
  if (code !== 0 || found === undefined) return { name: tool.name, missing: `not found: ${tool.install}` };
  return isOlder(found, tool.oldest)
    ? { name: tool.name, missing: `${found} is older than ${tool.oldest}: ${tool.install}` }
    : { name: tool.name, found };
}

export function isOlder(version: string, than: string): boolean {
  const left = version.split('.').map(Number);
  const right = than.split('.').map(Number);
  for (let i = 0; i < right.length; i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

/** Finds Chromium; installs it with apt where that needs no password. */
export async function installChromium(): Promise<'there' | 'installed'> {
  try {
    chromium();
    return 'there';
  } catch (error) {
    if (!(error instanceof NotSetUp)) throw error;
  }
  const line = 'apt-get install -y chromium';
  const asRoot = process.getuid?.() === 0;
  const sudo = onPath('sudo');
  const may = asRoot || (sudo !== undefined && (await run([sudo, '-n', 'true'])).code === 0);
  if (onPath('apt-get') === undefined || !may) {
    throw new Error(`no Chromium on the PATH: ${line} (as root), or set LAKEWRIGHT_CHROMIUM to one`);
  }
  const prefix: readonly string[] = asRoot || sudo === undefined ? [] : [sudo, '-n'];
  const [program = 'apt-get', ...args] = [...prefix, ...line.split(' ')];
  await must([program, ...args]);
  return 'installed';
}
