import type { Rule } from '../model';

/** A Python body runs on Spark alone, and says so. */
export const sparkOnlyPython: Rule = {
  code: 'python-is-spark-only',
  good: `
table: gold.a
columns: { id: string }
---
pipeline: p
tasks:
  - overwrite: gold.a
    from: { python: ./score.py, function: score, reads: [] }
    portability: spark-only
`,
  bad: `
table: gold.a
columns: { id: string }
---
pipeline: p
tasks:
  - overwrite: gold.a
    from: { python: ./score.py, function: score, reads: [] }
`,
  check: ({ tasks }) =>
    tasks
      .filter((t) => 'python' in t.normal.from && t.normal.portability !== 'spark-only')
      .map((t) => ({
        path: [...t.path, 'from'],
        message: `${t.id} is Python, which runs on Spark alone`,
        hint: "portability: 'spark-only'",
      })),
};
