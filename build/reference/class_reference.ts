/** What TypeScript knows of an exported class: its properties to give, what it has, what it does. */
import { join } from 'node:path';
import * as ts from 'typescript';

export interface Member {
  readonly name: string;
  /** As it was written. */
  readonly type: string;
  readonly optional: boolean;
  readonly text: string;
}

export interface ClassReference {
  /** The third parameter of the constructor, what the naming brings left out. */
  readonly props: readonly Member[];
  readonly takesNaming: boolean;
  readonly properties: readonly Member[];
  /** `name` is the call as it is written: `grantRead(grantee, prefix?)`. */
  readonly methods: readonly Member[];
}

const naming = new Set(['project', 'environment', 'account', 'region']);

/** Reads the sources below `root` once; asks for a class as often as wanted. */
export class Reference {
  private readonly checker: ts.TypeChecker;
  private readonly exports: ReadonlyMap<string, ts.Symbol>;

  constructor(private readonly root: string) {
    const index = join(root, 'constructs', 'aws', 'index.ts');
    const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as {
      config: unknown;
    };
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
    const program = ts.createProgram([index], { ...options, noEmit: true });
    this.checker = program.getTypeChecker();
    const file = program.getSourceFile(index);
    const module = file === undefined ? undefined : this.checker.getSymbolAtLocation(file);
    if (module === undefined) throw new Error(`${index} exports nothing`);
    this.exports = new Map(
      this.checker
        .getExportsOfModule(module)
        .map((symbol) => [
          symbol.name,

          (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : this.checker.getAliasedSymbol(symbol),
        ]),
    );
  }

  /** @throws when there is no exported class of that name */
  of(name: string): ClassReference {
    const declaration = this.exports.get(name)?.valueDeclaration;
    if (declaration === undefined || !ts.isClassDeclaration(declaration)) {
      throw new Error(`constructs/aws exports no class '${name}'`);
    }
    const making = declaration.members.find((member) => ts.isConstructorDeclaration(member));
    const third = making?.parameters[2];
    const given = third === undefined ? [] : this.checker.getTypeAtLocation(third).getProperties();
    const members = declaration.members.filter(isPublic);
    return {
      takesNaming: given.some((prop) => naming.has(prop.name)),
      props: given.filter((prop) => !naming.has(prop.name)).map((prop) => this.member(prop)),
      properties: members.filter(ts.isPropertyDeclaration).map((member) => this.declared(member)),
      methods: members.filter(ts.isMethodDeclaration).map((member) => ({
        ...this.declared(member),
        name: `${isStatic(member) ? `${name}.` : ''}${member.name.getText()}(${member.parameters.map(parameter).join(', ')})`,
      })),
    };
  }

  private declared(member: ts.PropertyDeclaration | ts.MethodDeclaration): Member {
    const symbol = this.checker.getSymbolAtLocation(member.name);
    if (symbol === undefined) throw new Error(`${member.name.getText()} has no symbol`);
    return this.member(symbol);
  }

  private member(symbol: ts.Symbol): Member {
    const declaration = symbol.valueDeclaration ?? symbol.declarations?.[0];
    const written =
      declaration !== undefined && 'type' in declaration ? (declaration.type as ts.TypeNode | undefined) : undefined;
    const type =
      written?.getText() ??
      (declaration === undefined ? '' : this.checker.typeToString(this.checker.getTypeAtLocation(declaration)));
    return {
      name: symbol.name,
      type: type.replaceAll(/\s*\/\*\*.*?\*\/\s*/gs, ' ').replaceAll(/\s+/g, ' '),

      optional: (symbol.flags & ts.SymbolFlags.Optional) !== 0,
      text: ts.displayPartsToString(symbol.getDocumentationComment(this.checker)).replaceAll(/\s+/g, ' ').trim(),
    };
  }
}

const modifier = (node: ts.ClassElement, kind: ts.SyntaxKind): boolean =>
  ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some((each) => each.kind === kind);
const isStatic = (node: ts.ClassElement): boolean => modifier(node, ts.SyntaxKind.StaticKeyword);
const isPublic = (node: ts.ClassElement): boolean =>
  !modifier(node, ts.SyntaxKind.PrivateKeyword) &&
  !modifier(node, ts.SyntaxKind.ProtectedKeyword) &&
  !modifier(node, ts.SyntaxKind.OverrideKeyword);
const parameter = (node: ts.ParameterDeclaration): string =>
  `${node.name.getText()}${node.questionToken === undefined && node.initializer === undefined ? '' : '?'}`;
