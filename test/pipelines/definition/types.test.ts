import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { blocks } from './fixtures/doc_blocks';

const root = join(__dirname, '../../..');
const file = join(__dirname, 'misuse.ts');
const expectation = /^\s*\/\/ @ts-expect-error .*$/;

/** The file with its expectations taken away, line for line. */
const source = readFileSync(file, 'utf8').split('\n');
const bare = source.map((line) => (expectation.test(line) ? '' : line)).join('\n');

/** The TypeScript of the documentation, as files beside this one. */
const library = '../../../pipelines/definition';
const documented = new Map(
  blocks('ts').map((text, i) => [
    join(__dirname, `doc_${String(i)}.ts`),
    text.replaceAll("'lakewright'", `'${library}'`),
  ]),
);

interface Mistake {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

function compile(): readonly Mistake[] {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const texts = new Map([...documented, [file, bare]]);
  const host = ts.createCompilerHost(options, true);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, language, ...rest) => {
    const text = texts.get(name);
    return text === undefined ? read(name, language, ...rest) : ts.createSourceFile(name, text, language, true);
  };
  const program = ts.createProgram([...texts.keys()], { ...options, types: ['node'] }, host);
  return [...texts.keys()].flatMap((name) =>
    program.getSemanticDiagnostics(program.getSourceFile(name)).map((d) => ({
      file: name,
      line: d.file ? d.file.getLineAndCharacterOfPosition(d.start ?? 0).line + 1 : 0,
      message: ts.flattenDiagnosticMessageText(d.messageText, '\n'),
    })),
  );
}

const all = compile();

test('the documentation compiles', () => {
  expect(documented.size).toBeGreaterThanOrEqual(4);
  expect(all.filter((m) => m.file !== file)).toEqual([]);
});

describe('misuse does not compile', () => {
  const mistakes = all.filter((m) => m.file === file);
  const expected = source.flatMap((line, i) => (expectation.test(line) ? [i + 2] : []));
  const messageAt = (text: string): string => {
    const line = source.findIndex((l) => l.includes(text) && !expectation.test(l)) + 1;
    return mistakes.find((m) => m.line === line)?.message ?? '';
  };

  test('each line that is wrong, and no other', () => {
    expect(expected.length).toBeGreaterThanOrEqual(38);
    expect([...new Set(mistakes.map((m) => m.line))].sort((a, b) => a - b)).toEqual(expected);
  });

  test('the message names the nearest column', () => {
    expect(messageAt('orders.custmer_id')).toContain('custmer_id');
    expect(messageAt('dim_customer.customer_keyy')).toContain("Did you mean 'customer_key'?");
  });

  test('the message says what a contract lacks', () => {
    expect(messageAt("scd2(orders, { from: raw_orders, effective_at: 'updated_at' })")).toContain(
      'scd2 needs a contract with history',
    );
    expect(messageAt('overwrite_partitions(orders')).toContain(
      'overwrite_partitions needs a contract with partition_by',
    );
  });

  test('a misspelt option is told with the one that was meant', () => {
    expect(messageAt('sequnce_by')).toContain("'sequence_by'");
  });
});
