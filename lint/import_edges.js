/** ESLint rule: imports point one way, and into a folder by its index alone. The table is edges.js. */
const path = require('node:path');
const { packages, parts } = require('./edges');

const names = Object.keys(parts).sort((a, b) => b.length - a.length);

/** The part that a path of the repository (POSIX, relative) belongs to; undefined for files at the top. */
function partOf(file) {
  return names.find((name) => file === name || file.startsWith(`${name}/`));
}

/** Why `from` may not import `specifier`, or undefined. Both are POSIX; `from` is relative to the repository. */
function refusal(from, specifier) {
  if (!specifier.startsWith('.')) {
    return packages.find((p) => from.startsWith(p.under) && p.match.test(specifier))?.why;
  }
  const target = path.posix
    .normalize(path.posix.join(path.posix.dirname(from), specifier))
    .replace(/\.[cm]?[jt]s$/, '');
  const own = partOf(from);
  const other = partOf(target);
  // A part within a part is its own: what is around it sees into it.
  if (other === undefined || own === other || (own !== undefined && other.startsWith(`${own}/`))) return undefined;
  const face = target.replace(/\/index$/, '');
  if (own !== undefined) {
    const { may } = parts[own];
    if (may !== 'all' && may.includes(face)) return undefined;
    if (may !== 'all' && !may.includes(other)) {
      return `${own} may not import ${other}; it may import ${may.length === 0 ? 'no other part' : may.join(', ')}`;
    }
  }
  const inTests = own === 'test' || own === 'bench';
  if (face !== other && !parts[other].open && !inTests) return `import '${other}' by its index, not '${target}'`;
  return undefined;
}

/** @type {import('eslint').Rule.RuleModule} */
const importEdges = {
  meta: { type: 'problem', schema: [], messages: { refused: '{{why}}.' } },
  create(context) {
    const from = path.relative(context.cwd, context.filename).split(path.sep).join('/');
    const check = (node) => {
      if (node?.type !== 'Literal' || typeof node.value !== 'string') return;
      const why = refusal(from, node.value);
      if (why !== undefined) context.report({ node, messageId: 'refused', data: { why } });
    };
    return {
      ImportDeclaration: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
      TSImportType: (node) => check(node.source ?? node.argument?.literal),
      CallExpression: (node) => {
        if (node.callee.type === 'Identifier' && node.callee.name === 'require') check(node.arguments[0]);
      },
    };
  },
};

module.exports = { importEdges, refusal };
