// From what a person typed to the path of a new runbook.

/** `name` → `name.yaml`, folders and an ending that were typed kept; undefined where it is no name for a runbook. */
export function newRunbookPath(typed: string): string | undefined {
  const name = typed.trim().replace(/\.ya?ml$/, '');
  return /^[a-z][a-z0-9-]*(?:\/[a-z0-9][a-z0-9-]*)*$/.test(name) ? `${name}.yaml` : undefined;
}
