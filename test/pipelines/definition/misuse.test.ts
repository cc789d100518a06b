import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const root = join(__dirname, '../../..');
const file = join(__dirname, 'misuse.ts');
const expectation = /^\s*\/\/ @ts-expect-error .*$/;

/** The file with its expectations taken away, line for line. */
const source = readFileSync(file, 'utf8').split('\n');
const bare = source.map((line) => (expectation.test(line) ? '' : line)).join('\n');

interface Mistake {
  readonly line: number;
  readonly message: string;
}

function compile(): readonly Mistake[] {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const host = ts.createCompilerHost(options, true);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, language, ...rest) =>
    name === file ? ts.createSourceFile(name, bare, language, true) : read(name, language, ...rest);
  const program = ts.createProgram([file], { ...options, types: ['node'] }, host);
  return program.getSemanticDiagnostics(program.getSourceFile(file)).map((d) => ({
    line: d.file ? d.file.getLineAndCharacterOfPosition(d.start ?? 0).line + 1 : 0,
    message: ts.flattenDiagnosticMessageText(d.messageText, '\n'),
  }));
}

describe('misuse does not compile', () => {
  const mistakes = compile();
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
