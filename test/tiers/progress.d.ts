interface File {
  readonly path: string;
}

declare class Progress {
  constructor(config: { readonly rootDir: string });
  onRunStart(): void;
  onTestFileStart(test: File): void;
  onTestCaseResult(
    test: File,
    result: { readonly fullName: string; readonly status: string; readonly duration?: number },
  ): void;
  onTestFileResult(test: File): void;
  onRunComplete(): void;
}

export = Progress;
