/** Versions of Python as tasks and environments write them: `3.11`. */
import * as z from 'zod';

/** In quotes, because YAML takes 3.10 for the number 3.1. */
const expected = "expected a Python version in quotes such as '3.11', 3.9 or later";

/** From 3.9 on, which the runtime is written for. */
export const pythonVersion = z.string(expected).regex(/^3\.(9|[1-9][0-9])$/, expected);

/** Orders versions, the older first. */
export const comparePythonVersions = (a: string, b: string): number => minor(a) - minor(b);

const minor = (version: string): number => Number(version.split('.')[1]);
