// GitHub's runner obeys lines that look like its commands; what hosts and authors write must not be able to give it any.

/** A line for a log: `::command::` and `##[command]` lose their meaning and keep their letters. */
export function escapeForGithub(line: string): string {
  // The runner looks for `::` at the beginning of a line, spaces aside, and for `##[` anywhere.
  return line.replace(/^(\s*):(?=:)/, '$1\\:').replaceAll('##[', '#\\#[');
}
