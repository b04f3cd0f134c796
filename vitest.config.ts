// Three kinds of tests, told apart by their names: *.test.ts (quick, pure), *.real.test.ts (sshd, agent, processes), *.hosts.test.ts (booted hosts).
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'quick',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.real.test.ts', 'test/**/*.hosts.test.ts'],
        },
      },
      { test: { name: 'real', include: ['test/**/*.real.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 } },
      {
        test: {
          name: 'hosts',
          include: ['test/**/*.hosts.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
