/** Three tiers, each also alone: `npx jest --selectProjects unit`. */
const { existsSync } = require('node:fs');

/** Packages that are ECMAScript modules only: jest requires, so they are compiled like our own files. */
const modules = ['listr2', 'eventemitter3', 'cli-truncate', 'log-update', 'wrap-ansi', 'ansi-[a-z-]+', 'strip-ansi'];

const project = (displayName, own) => ({
  displayName,
  rootDir: __dirname,
  roots: ['<rootDir>/test'],
  testEnvironment: 'node',
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/\\.lakewright/', '<rootDir>/cdktf\\.out/'],
  transform: {
    '\\.[cm]?[jt]s$': [
      '@swc/jest',
      {
        jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
        module: { type: 'commonjs', ignoreDynamic: false },
        sourceMaps: 'inline',
      },
    ],
  },
  setupFiles: ['<rootDir>/test/plain_output.ts'],
  transformIgnorePatterns: [`/node_modules/(?!(?:${modules.join('|')})/).*\\.c?js$`],
  ...own,
});

const globalSetup = '<rootDir>/test/engines/global_setup.ts';

/** @type {import('jest').Config} */
module.exports = {
  projects: [
    project('unit', {
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: [
        '/node_modules/',
        ...['acceptance', 'emulator', 'engines'].map((tier) => `<rootDir>/test/${tier}/`),
      ],
    }),
    project('acceptance', {
      testMatch: ['<rootDir>/test/acceptance/**/*.test.ts'],
      setupFilesAfterEnv: ['<rootDir>/test/acceptance/patience.ts'],
    }),
    project('emulator', { testMatch: ['<rootDir>/test/emulator/**/*.test.ts'] }),
    project('engines', {
      testMatch: ['<rootDir>/test/engines/**/*.test.ts'],
      ...(existsSync(globalSetup.replace('<rootDir>', __dirname)) ? { globalSetup } : {}),
    }),
  ],
};
