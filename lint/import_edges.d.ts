import type { Rule } from 'eslint';
export declare const importEdges: Rule.RuleModule;
/** Why `from` may not import `specifier`, or undefined. Both are POSIX; `from` is relative to the repository. */
export declare function refusal(from: string, specifier: string): string | undefined;
