// Four kinds of tests, told apart by their names: *.test.ts (quick, pure), *.real.test.ts (sshd, agent, processes), *.hosts.test.ts
// (booted hosts), *.vscode.test.ts (a real VS Code in a real browser).
import { defineConfig } from 'vitest/config';
import { patience } from './test/vscode/patience.ts';

const isFull = process.env.TEST_MATRIX === 'all';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'quick',
          // They are pure, so that they may share what they import: a third of their time.
          isolate: false,
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.real.test.ts', 'test/**/*.hosts.test.ts', 'test/**/*.vscode.test.ts'],
          // Against a hang only: how fast they are is no matter of right and wrong.
          testTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'real',
          include: ['test/**/*.real.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 240_000,
          expect: { poll: { timeout: 30_000 } },
          // More would only wait for a processor.
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'hosts',
          include: ['test/**/*.hosts.test.ts'],
          // Each gate of a changing runbook seen red, and what is rare, is for the full tier.
          exclude: isFull ? [] : ['test/hosts/*{Gates,Faults}.hosts.test.ts'],
          testTimeout: 900_000,
          hookTimeout: 600_000,
          // A host has one CPU.
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'vscode',
          include: ['test/**/*.vscode.test.ts'],
          // Each editor takes a quarter of a minute to start, so that what is rarer is for the full tier.
          exclude: isFull ? [] : ['test/vscode/{around,start}.vscode.test.ts', 'test/extension/views/*.vscode.test.ts'],
          globalSetup: 'test/vscode/setup.ts',
          testTimeout: 4 * patience,
          hookTimeout: 4 * patience,
          expect: { poll: { timeout: patience } },
          fileParallelism: false,
        },
      },
    ],
  },
});
