/**
 * The order in which two workers take up the files of the engines' tier. Those that ask the shared Spark wait for each
 * other; those with processes of their own run beside them. The first is the one with the most, and shortest, questions.
 */
const { default: Sequencer } = require('@jest/test-sequencer');

const order = ['kills', 'local_kills', 'corpus', 'golden', 'driver_kills', 'ecommerce', 'modes', 'report_browser'];

/** A file that is not named comes last. */
function place(test) {
  const found = order.findIndex((name) => test.path.replaceAll('\\', '/').endsWith(`/${name}.test.ts`));
  return found < 0 ? order.length : found;
}

module.exports = class EnginesOrder extends Sequencer {
  sort(tests) {
    return [...tests].sort((a, b) => place(a) - place(b));
  }
};
