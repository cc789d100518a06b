/**
 * What Spark reads by lines is what Python reads of the whole file. A name that ends in `.gz` says that Spark would unpack
 * the file, so a file with such a name is read whole, as it is.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { readFiles } from './client';
import { texts } from './nasty_texts';
import { sparkRows } from './values';

jest.setTimeout(300_000);

const columns = [
  ...[
    'a:string',
    'b:string',
    'flag:boolean',
    'tiny:tinyint',
    'n:int',
    'big:bigint',
    'd:decimal(6,2)',
    'e:decimal(3,3)',
  ],
  ...['x:double', 'f:float', 'day:date', 'at:timestamp', 'wall:timestamp_ntz', 'raw:binary', 'many:array<int>'],
].map((text) => {
  const [name = '', type = ''] = text.split(':');
  return { name, type, nullable: true };
});

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lakewright read+%20ö '));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

type Format = 'csv' | 'json';
let run = 0;

async function read(
  format: Format,
  files: readonly Buffer[],
  name: (i: number) => string,
  delimiter: string,
  settings: Readonly<Record<string, string>>,
) {
  const place = join(folder, `run ${String(run++)}`);
  mkdirSync(place);
  files.forEach((content, i) => {
    writeFileSync(join(place, name(i)), content);
  });
  const { counts, ...found } = await readFiles({ format, path: join(place, '*'), columns, delimiter, settings });
  const rows = sparkRows(found, new Set()).map((row) => JSON.stringify(row).replace('.csv.gz"', '.csv"'));
  return { rows: rows.sort(), counts };
}

async function bothWays(
  format: Format,
  files: readonly Buffer[],
  delimiter = ',',
  settings: Readonly<Record<string, string>> = {},
): Promise<void> {
  const lines = await read(format, files, (i) => `f ${String(i)}+%41ü.csv`, delimiter, settings);
  const whole = await read(format, files, (i) => `f ${String(i)}+%41ü.csv.gz`, delimiter, settings);
  expect(lines).toEqual(whole);
  expect(lines.counts['source_seen']).toBe(lines.rows.length);
}

const bytes = (text: string): Buffer => Buffer.from(text);
const wrong = Buffer.from([0x61, 0xff, 0x2c, 0xe2, 0x22, 0x2c, 0x31, 0x0a]);

describe('CSV', () => {
  const header = 'a,b,n,d\n';
  test.each<readonly [string, Buffer]>([
    ['plain', bytes(`${header}x,y,1,1.50\nx,,2,\n`)],
    ['a last line without its end', bytes(`${header}x,y,1,1.50\nx,y,2,2`)],
    ['CR at the end of the file', bytes(`${header}x,y,1,1.5\r\nx,y,1,1.5\r`)],
    ['CRLF throughout', bytes('a,b,n,d\r\nx,y,1,1.5\r\n\r\nx,y,2,2')],
    ['line ends of both kinds', bytes('a,b,n,d\r\nx,y,1,1\nx\r,y,2,2\r\r\n')],
    ['a record that equals the header', bytes(`${header}x,y,1,1\n${header}z,y,1,1\n`)],
    ['a quoted field over two lines', bytes(`${header}x,"y\nz",1,1\nx,y,2,2\n`)],
    ['quoted fields that hold delimiters, quotes and nothing', bytes(`${header}"x,y","a ""b""",1,1\n"","",2,2\n`)],
    ['a quoted field that the end of the file finds open', bytes(`${header}x,y,1,1\nx,"y,1,1\n`)],
    ['stray quotes', bytes(`${header}x"y,z,1,1\n"x"y,z,1,1\n"x" ,z,1,1\nx,y,2,2\n`)],
    ['a stray quote, and then a quoted field over two lines', bytes(`${header}x"y,"z\nw",1,1\nx,y,2,2\n`)],
    ['doubled quotes at the end of a line', bytes(`${header}x,"y""\nz",1,1\n"x","y""",1,1\n`)],
    ['too few and too many fields', bytes(`${header}x\nx,y,1,1,1\n"x"\n"x",y,1,1,1\n,,,\n`)],
    ['bytes that are not UTF-8', Buffer.concat([bytes(header), wrong, bytes('x,y,1,1\n')])],
    ['NUL', bytes(`${header}x\0,y,1,1\n"x\0",y,1,1\n`)],
    ['the replacement character itself', bytes(`${header}\ufffd,y,1,1\n"\ufffd",y,1,1\n`)],
    ['a byte order mark', bytes(`\ufeff${header}x,y,1,1\n`)],
    ['two byte order marks', bytes(`\ufeff\ufeff${header}x,y,1,1\n`)],
    ['a byte order mark at the start of other lines', bytes(`${header}\ufeffx,y,1,1\n\ufeff"x",y,1,1\n`)],
    ['empty lines before the header and between records', bytes(`\n\r\n${header}\nx,y,1,1\n\n`)],
    ['a header with quotes', bytes('"a","b ""c""",n\nx,y,1\n"x",y,z\n')],
    ['a header over two lines', bytes('"a\nb",n\nx,1\n')],
    ['a header without its line end', bytes('a,b,n,d')],
    [
      'columns that are not declared, without a name, twice',
      bytes('a,$\{env:HOME},,a,"\'"\n1,2,3,4,5\n1,"2\t","""",,\\\n'),
    ],
    ['a value of an array', bytes('a,many\n1,[1]\n1,\n')],
    ['white space', bytes(`${header} x , y , 1, 1\n \n`)],
    ['no declared column', bytes('p,q\n1,2\n')],
  ])('%s', async (_, content) => {
    await bothWays('csv', [content]);
  });

  test('other delimiters', async () => {
    for (const delimiter of [';', '|', '\t', '.', '\\', '^'])
      await bothWays('csv', [bytes(`a,b,n\n"x,y",z,1\nx,y,z\n`.replaceAll(',', delimiter))], delimiter);
  });

  test('a file that is split over tasks', async () => {
    const lines = Array.from({ length: 2000 }, (_, i) => `x${String(i)},"y, ""${String(i % 7)}""",${String(i)},1.5`);
    const settings = { 'spark.sql.files.maxPartitionBytes': '1000', 'spark.sql.files.openCostInBytes': '1' };
    await bothWays('csv', [bytes(`\ufeff${header}${lines.join('\n')}`)], ',', settings);
  });

  test('any text in any place', async () => {
    const field = fc.oneof(
      { weight: 8, arbitrary: texts.filter((s) => !/[",\r\n]/.test(s)) },
      { weight: 3, arbitrary: texts.map((s) => `"${s.replaceAll('"', '""')}"`) },
      { weight: 1, arbitrary: fc.constantFrom('', '""', '" , "', '"""', 'x"', '"x"y', '"\n"') },
    );
    const names = fc.shuffledSubarray([...columns.map((c) => c.name), 'other', 'more', ''], { minLength: 2 });
    const file = names.chain((header) => {
      const { length } = header;
      const record = fc.oneof(
        { weight: 30, arbitrary: fc.array(field, { minLength: length, maxLength: length }) },
        { weight: 1, arbitrary: fc.array(field, { minLength: 1, maxLength: length + 2 }) },
      );
      return fc
        .tuple(fc.array(record, { minLength: 1, maxLength: 40 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
        .map(([records, end, last]) =>
          bytes([header, ...records].map((r) => r.join(',')).join(end) + (last ? end : '')),
        );
    });
    await fc.assert(
      fc.asyncProperty(fc.array(file, { minLength: 4, maxLength: 6 }), (files) => bothWays('csv', files)),
      { numRuns: 3 },
    );
  });
});

describe('JSON', () => {
  const first = '{"a":"x","n":1,"d":1.50}\n';
  test.each<readonly [string, string | Buffer]>([
    ['plain', `${first}{"a":"y","n":null}\n{}\n{ }\n{"d":"2.5","flag":true}`],
    ['white space', ` \t{ "a" :\t"x" , "n" : 1 }\r\n \t\r\n${first}\n`],
    ['another order', `${first}{"n":1,"a":"x"}\n`],
    ['one name twice', `${first}{"a":"x","a":"y"}\n{"n":1,"n":null}\n`],
    [
      'members that are not declared',
      `${first}{"a":"x","zz":1.10,"$\{env:HOME}":"q","é":null,"many":[1]}\n{"zz":"a","a":"x"}\n`,
    ],
    ['trailing and missing commas', `${first}{"a":"x",}\n{"a":"x" "n":1}\n{,"a":"x"}\n{"a":"x",,"n":1}\n`],
    ['numbers that are none', `${first}{"n":01}\n{"n":+1}\n{"n":.5}\n{"n":1.}\n{"n":-}\n{"x":1e}\n{"x":NaN}\n`],
    ['numbers for texts and texts for numbers', `${first}{"a":1,"n":"1","flag":"true","at":5,"x":"1.5"}\n`],
    ['escapes', `${first}{"a":"\\u0041\\n","n":1}\n{"\\u0061":"x"}\n{"a":"\\ud800"}\n{"a":"\\u0000"}\n`],
    ['what is no object', `${first}[]\n"x"\n1\nnull\n{}x\n{"a":"x"}{}\n{"a":"x"\n`],
    ['control characters', `${first}{"a":"\t"}\n\u0002\u0001"x"\u00011\u00011\n{"a":"\u0001"}\n{"a":\u0002}\n`],
    ['a byte order mark', `\ufeff${first}\ufeff${first}`],
    ['the replacement character', `${first}{"a":"\ufffd"}\n`],
    ['CR at the end of the file', `${first}{"a":\r`],
    ['bytes that are not UTF-8', Buffer.concat([bytes(first), Buffer.from('{"a":"\xff"}\n', 'latin1')])],
    ['nothing but lines that are none', `x\n\n[\n`],
    ['arrays', `{"a":"x","many":[1,2]}\n{"a":"x","many":null}\n{"a":"x","many":1}\n`],
  ])('%s', async (_, content) => {
    await bothWays('json', [Buffer.from(content)]);
  });

  test('any value of any member', async () => {
    const value = fc.oneof(
      { weight: 4, arbitrary: texts.map((s) => JSON.stringify(s)) },
      { weight: 3, arbitrary: texts.filter((s) => !/[\r\n]/.test(s)) },
      { weight: 2, arbitrary: fc.constantFrom('null', '1.10', '-0', '"\\/"', '[1,]', '1.1000000000000000000', '1E+2') },
    );
    const members = fc
      .subarray([...columns.map((c) => c.name), 'other'], { minLength: 1, maxLength: 4 })
      .chain((names) => fc.tuple(...names.map((name) => value.map((v) => `"${name}":${v}`))));
    const file = fc
      .tuple(fc.array(members, { minLength: 40, maxLength: 80 }), fc.constantFrom('\n', '\r\n'))
      .map(([records, end]) => bytes(records.map((r) => `{${r.join(',')}}`).join(end)));
    await fc.assert(
      fc.asyncProperty(fc.array(file, { minLength: 2, maxLength: 4 }), (files) => bothWays('json', files)),
      { numRuns: 3 },
    );
  });
});
