#!/usr/bin/env node
// The command `runbook`: hands the process's streams to the command line and ends with its exit code.
import { runCli } from './runCli.ts';

const { stdin, stdout, stderr, env: environment } = process;
// A reader that has seen enough (`runbook list | head`) is no failure.
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});
void runCli(process.argv.slice(2), { stdin, stdout, stderr, environment, folder: process.cwd() }).then((code) => {
  // Set and not called, so that what was printed reaches a pipe before the process ends.
  process.exitCode = code;
});
