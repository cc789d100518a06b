/** Every page of docs/constructs, as it should be: types from the sources, alarms and refusals from the constructs themselves. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { App, TerraformStack, Testing } from '../../constructs/core';
import { isMonitored } from '../../test/constructs/aws/root_modules';
import { Surroundings } from '../../test/constructs/aws/surroundings';
import type { Refusal, Variant } from '../../test/constructs/aws/variant';
import { variants } from '../../test/constructs/aws/variants';
import { Reference } from './class_reference';
import { environmentPages } from './environments';
import { filled, type Generated, type Refused } from './page';

/** By path from the repository: the page of each construct, docs/aws.md, which lists them, and what is generated of the environments. */
export function pages(root: string): ReadonlyMap<string, string> {
  const reference = new Reference(root);
  const generated = (name: string): Generated => {
    const variant = variants.find(({ construct }) => construct.name === name);
    if (variant === undefined) throw new Error(`no variants of '${name}' in test/constructs/aws/variants`);
    return { reference: reference.of(name), alarms: alarmsOf(variant), refused: variant.refused.map(refusal) };
  };
  const folder = join('docs', 'constructs');
  const ofConstructs = new Map(
    readdirSync(join(root, folder))
      .filter((file) => file.endsWith('.md'))
      .sort()
      .map((file) => {
        const path = join(folder, file);
        const example = (name: string): string => readFileSync(join(root, name), 'utf8');
        return [path, filled(readFileSync(join(root, path), 'utf8'), example, generated)];
      }),
  );
  const overview = join('docs', 'aws.md');
  const text = readFileSync(join(root, overview), 'utf8');
  return new Map([...ofConstructs, [overview, listed(text, [...ofConstructs])], ...environmentPages(root)]);
}

/** The list of the pages, each with the first sentence of its text. */
function listed(text: string, pages: readonly (readonly [path: string, page: string])[]): string {
  const lines = pages.map(([path, page]) => {
    const title = /^# (.*)$/m.exec(page)?.[1] ?? path;
    const paragraph = (/^# .*\n+([\s\S]*?)\n\n/.exec(page)?.[1] ?? '').replaceAll('\n', ' ');
    const sentence = /^.*?\.(?= |$)/.exec(paragraph)?.[0] ?? paragraph;
    return `| [${title}](${relative('docs', path)}) | ${sentence} |`;
  });
  return text.replace(
    /(<!-- constructs -->\n)[\s\S]*?(<!-- end of constructs -->)/,
    (_, begin: string, end: string) => `${begin}| construct | what it makes |\n|---|---|\n${lines.join('\n')}\n${end}`,
  );
}

const emptyStack = (): TerraformStack => new TerraformStack(new App({ skipValidation: true }), 'stack');

function alarmsOf(variant: Variant) {
  const stack = emptyStack();
  const made = variant.all(stack, 'it', new Surroundings(stack, 'dev'));
  return isMonitored(made) ? made.alarms : [];
}

function refusal({ wrong, build }: Refusal): Refused {
  const stack = emptyStack();
  try {
    build(stack, new Surroundings(stack, 'dev'));
    Testing.synth(stack);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const says = message.replace(/^stack\/it(\/[\w-]+)*: /, '').replace(/^wrong properties\n\s*/, '');
    return { wrong, says: says.split('\n').join('; ') };
  }
  throw new Error(`nothing refused ${wrong}`);
}
