/**
 * The order in which two workers take up the files of the engines' tier. Those that ask the shared Spark wait for each
 * other; those with processes of their own run beside them. Short questions go beside short runs.
 */
const { default: Sequencer } = require('@jest/test-sequencer');

const order = ['kills', 'corpus', 'golden', 'local_kills', 'driver_kills', 'ecommerce', 'modes', 'report_browser'];

/** @param {{ path: string }} test */
function place(test) {
  return order.findIndex((name) => test.path.replaceAll('\\', '/').endsWith(`/${name}.test.ts`));
}

module.exports = class EnginesOrder extends Sequencer {
  /** A file that is not named comes first. */
  sort(tests) {
    return [...tests].sort((a, b) => place(a) - place(b));
  }
};
