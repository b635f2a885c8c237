// What jest runs in its own process: tells the process that started it of each test file as it ends.
import type { TestFile } from './run-tests';

class StrengthReporter {
  onTestFileResult(_test: unknown, { testFilePath, testExecError, testResults }: JestFile): void {
    const file: TestFile = {
      path: testFilePath,
      error: testExecError == null ? null : String(testExecError.message ?? testExecError),
      tests: testResults.map(({ fullName, status, failureMessages }) => ({
        name: fullName,
        failure: status === 'failed' ? (failureMessages[0] ?? '') : null,
      })),
    };
    process.send?.(file);
  }
}

type JestFile = {
  readonly testFilePath: string;
  readonly testExecError?: { readonly message?: string };
  readonly testResults: readonly {
    readonly fullName: string;
    readonly status: string;
    readonly failureMessages: readonly string[];
  }[];
};

// biome-ignore lint/style/noDefaultExport: jest takes the default export
export default StrengthReporter;
