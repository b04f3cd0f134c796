// Telling a runbook from other YAML.

/** Whether the text says of itself that it is a runbook: `schema: runbook/…` at its root. */
export function isRunbookText(text: string): boolean {
  return /^(?:schema|"schema"|'schema')[ \t]*:[ \t]*["']?runbook\//m.test(text.slice(0, 100_000));
}
