/**
 * The order in which two workers take up the files of a tier, the longest first: else one worker ends with a long one
 * alone. In the engines' tier those that ask the shared Spark wait for each other, and those with processes of their own
 * run beside them; the first is the one with the most, and shortest, questions.
 */
const { default: Sequencer } = require('@jest/test-sequencer');

const order = [
  ...['kills', 'local_kills', 'corpus', 'golden', 'driver_kills', 'ecommerce', 'modes', 'report_browser'],
  ...[
    'constructs',
    'spark_permissions',
    'prod_stacks',
    'plain_terraform',
    'stacks',
    'deploy',
    'iceberg_permissions',
    'moves',
  ],
];

/** A file that is not named comes last. */
function place(test) {
  const found = order.findIndex((name) => test.path.replaceAll('\\', '/').endsWith(`/${name}.test.ts`));
  return found < 0 ? order.length : found;
}

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    return [...tests].sort((a, b) => place(a) - place(b));
  }
};
