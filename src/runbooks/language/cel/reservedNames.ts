// The names that inputs, captures, roles and steps can't have.

/** What the engine gives to expressions and scripts, CEL's own words, and the namespaces of its macros. */
export const reservedNames: ReadonlySet<string> = new Set([
  ...['exit', 'stdout', 'stderr', 'host', 'value', 'values', 'previous', 'first', 'run_id', 'step_id'],
  ...['true', 'false', 'null', 'in', 'as', 'break', 'const', 'continue', 'else', 'for', 'function', 'if', 'import'],
  ...['let', 'loop', 'package', 'namespace', 'return', 'var', 'void', 'while', 'prototype', 'cel', 'optional'],
]);
