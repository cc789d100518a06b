import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sortKeys } from '../../pipelines/plan';
import {
  Aspects,
  type Construct,
  type IConstruct,
  TerraformElement,
  TerraformOutput,
  type TerraformRemoteState,
  TerraformStack,
} from './framework';
import { resolved } from './resolved';
import { untraced } from './untraced';

type Json = Record<string, unknown>;

/**
 * A stack that is resolved once. The framework does it three times: to find what crosses stacks, each element, and all of
 * them together. Its JSON is the same; what crosses stacks is an error here, because it would read another stack's state.
 */
export class OnePassStack extends TerraformStack {
  private readonly overrides: Json = {};
  /** Whether the framework is at its own writing, which is done again: its way to order keys takes several times as long. */
  private empty = false;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const { synthesizer } = this;
    this.synthesizer = {
      synthesize: (session) => {
        const { synthesizedStackPath } = session.manifest.forStack(this);
        // HCL is the framework's own.
        if (!synthesizedStackPath.endsWith('.json')) {
          synthesizer.synthesize(session);
          return;
        }
        this.empty = true;
        synthesizer.synthesize(session);
        this.empty = false;
        writeFileSync(join(session.outdir, synthesizedStackPath), indented(this.toTerraform()));
      },
    };
  }

  /** Nothing is resolved yet: aspects, which may change elements, come after this. */
  override prepareStack(): void {
    this.ensureBackendExists();
  }

  override addOverride(path: string, value: unknown): void {
    super.addOverride(path, value);
    const parts = path.split('.');
    const last = parts.pop() ?? path;
    let inner = this.overrides;
    for (const part of parts) {
      const there = inner[part];
      const next = isObject(there) ? there : {};
      inner[part] = next;
      inner = next;
    }
    inner[last] = value;
  }

  override toTerraform(): Json {
    return this.empty ? {} : untraced(() => this.json());
  }

  private json(): Json {
    const metadata: Json = {
      version: this.node.tryGetContext('cdktfVersion') as unknown,
      stackName: this.node.id,
      backend: 'local',
      ...(Object.keys(this.overrides).length > 0 ? { overrides: { stack: Object.keys(this.overrides) } } : {}),
    };
    const outputs: Json = {};
    const json: Json = { '//': { metadata, outputs } };
    const done = new Set<TerraformElement>();
    // A token may make elements when it is resolved, so there may be more than there were.
    for (let rest = elementsOf(this); rest.length > 0; rest = elementsOf(this).filter((each) => !done.has(each))) {
      if (done.size > 0) rest.forEach(visit);
      for (const element of rest) {
        done.add(element);
        merge(metadata, resolved(this, element.toMetadata()));
        if (TerraformOutput.isTerraformOutput(element)) {
          const place = element.node.path
            .split('/')
            .reduceRight((inner: unknown, part) => ({ [part]: inner }), element.friendlyUniqueId);
          merge(outputs, place);
        }
        merge(json, resolved(this, element.toTerraform()));
      }
    }
    merge(json, this.overrides);
    for (const key of Object.keys(this.overrides)) json[key] = resolved(this, json[key]);
    return json;
  }

  /** @throws always: the stacks' states stay apart */
  override registerIncomingCrossStackReference(from: TerraformStack): TerraformRemoteState {
    throw new Error(
      `stack '${this.node.id}' uses a value of stack '${from.node.id}', which would read the other stack's state. ` +
        'Compute the value from names, or pass it by a parameter: writeParameter there, readParameter here (docs/aws.md)',
    );
  }
}

/** To the byte as the framework writes: what is empty takes two lines. */
function indented(json: Json): string {
  const text = JSON.stringify(sortKeys(json), null, 2);
  return text.replace(/(?:\{\}|\[\])(?=,?$)/gm, (empty, at: number) => {
    const line = text.lastIndexOf('\n', at) + 1;
    const indent = /^ */.exec(text.slice(line, at))?.[0] ?? '';
    return `${empty.slice(0, 1)}\n${indent}${empty.slice(1)}`;
  });
}

/** Shows an element that was made after the stack was visited to the aspects above it, the stack's first. */
function visit(element: TerraformElement): void {
  const { scopes } = element.node;
  const from = scopes.findLastIndex((scope) => TerraformStack.isStack(scope));
  for (const scope of scopes.slice(from)) for (const aspect of Aspects.of(scope).all) aspect.visit(element);
}

/** In the order of the tree; what is below another stack is that stack's. */
function elementsOf(node: IConstruct, into: TerraformElement[] = []): TerraformElement[] {
  if (TerraformElement.isTerraformElement(node)) into.push(node);
  for (const child of node.node.children) if (!TerraformStack.isStack(child)) elementsOf(child, into);
  return into;
}

/** Objects key by key, lists one after the other, anything else in the other's place; undefined takes a key away. */
function merge(into: Json, from: unknown): void {
  if (!isObject(from)) throw new Error(`expected an object; found ${JSON.stringify(from)}`);
  for (const [key, value] of Object.entries(from)) {
    const there = into[key];
    if (value === undefined) Reflect.deleteProperty(into, key);
    else if (isObject(value)) {
      const target = isObject(there) ? there : {};
      into[key] = target;
      merge(target, value);
    } else
      into[key] =
        Array.isArray(value) && Array.isArray(there) ? [...(there as unknown[]), ...(value as unknown[])] : value;
  }
}

const isObject = (value: unknown): value is Json =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
