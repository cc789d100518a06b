/**
 * Says how far a long file of tests is: jest itself prints nothing of one before it has ended. A test has a line when
 * it took seconds or when nothing was said for a while; after a silent minute, the files that run are named.
 */
const { relative } = require('node:path');

const slow = 2_000;
const quiet = 10_000;
const silent = 60_000;

module.exports = class Progress {
  constructor({ rootDir }) {
    this.rootDir = rootDir;
    this.running = new Map();
    this.said = Date.now();
  }

  onRunStart() {
    this.timer = setInterval(() => this.name(), silent / 4).unref();
  }

  onTestFileStart(test) {
    this.running.set(this.file(test), Date.now());
  }

  onTestCaseResult(test, { fullName, status, duration }) {
    const took = duration ?? 0;
    if (took < slow && Date.now() - this.said < quiet) return;
    this.say(`  ${status} ${this.file(test)}: ${fullName} (${seconds(took)})`);
  }

  onTestFileResult(test) {
    this.running.delete(this.file(test));
    this.said = Date.now();
  }

  onRunComplete() {
    clearInterval(this.timer);
  }

  getLastError() {}

  name() {
    if (this.running.size === 0 || Date.now() - this.said < silent) return;
    const files = [...this.running].map(([file, since]) => `${file} (${seconds(Date.now() - since)})`);
    this.say(`  running: ${files.join(', ')}`);
  }

  say(line) {
    this.said = Date.now();
    process.stderr.write(`${line}\n`);
  }

  file(test) {
    return relative(this.rootDir, test.path);
  }
};

function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
