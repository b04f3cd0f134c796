// From a `use` to the file that it means.

/** The path of the runbook that `use` in the file at `from` means. Only for a `use` that the checker let through: it leads downwards. */
export function resolveUse(from: string, use: string): string {
  const folder = from.slice(0, Math.max(from.lastIndexOf('/'), from.lastIndexOf('\\')) + 1);
  const steps = use.split('/').filter((step) => step !== '.' && step !== '');
  return folder + steps.join('/');
}
