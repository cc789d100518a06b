/**
 * Which part of the repository may import which. A part is a folder; others import its index alone, unless it is
 * `open`: then each of its files is a face of its own (a construct, a stack, an environment).
 */

/** @type {Record<string, { may: readonly string[] | 'all', open?: true }>} */
const parts = {
  'pipelines/plan': { may: [] },
  'pipelines/sql': { may: ['pipelines/plan'] },
  'pipelines/transformers': { may: ['pipelines/plan', 'pipelines/sql'] },
  'pipelines/definition': { may: ['pipelines/plan', 'pipelines/sql', 'pipelines/transformers'] },
  'pipelines/compiler': {
    may: ['pipelines/plan', 'pipelines/sql', 'pipelines/transformers', 'pipelines/definition'],
  },
  'pipelines/engines': { may: ['pipelines/plan', 'pipelines/sql'] },
  'pipelines/bundle': { may: ['pipelines/plan', 'pipelines/engines'] },
  'pipelines/local': { may: ['pipelines/plan', 'pipelines/sql', 'pipelines/engines', 'environments'] },
  'pipelines/local/report': { may: ['pipelines/plan'] },
  'pipelines/targets': { may: ['pipelines/plan', 'pipelines/engines/releases', 'environments'] },
  environments: { may: ['pipelines/plan'], open: true },
  constructs: {
    may: ['pipelines/plan', 'pipelines/targets', 'pipelines/engines/releases', 'environments'],
    open: true,
  },
  stacks: {
    may: [
      'pipelines/plan',
      'pipelines/targets',
      'pipelines/engines/releases',
      'pipelines/bundle',
      'environments',
      'constructs',
    ],
    open: true,
  },
  cli: { may: 'all', open: true },
  examples: { may: 'all', open: true },
  test: { may: 'all', open: true },
  bench: { may: 'all', open: true },
};

/** Packages that the files of a folder may not load, and why. */
const packages = [
  {
    under: 'pipelines/',
    match: /^(cdktf|constructs|@cdktf\/.*)$/,
    why: 'pipelines/ never imports cdktf: it loads in milliseconds',
  },
  {
    under: '',
    match: /^@cdktf\/provider-[a-z-]+(\/lib)?$/,
    why: 'import a provider by resource (@cdktf/provider-aws/lib/s3-bucket): its index costs seconds and half a gigabyte',
  },
];

module.exports = { parts, packages };
