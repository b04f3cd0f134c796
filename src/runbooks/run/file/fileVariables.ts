// The scripts of a file step are fixed; what differs between steps arrives as these shell variables.
import { render } from '../../language/render.ts';
import type { FileStep } from '../../language/schema.ts';
import type { Scope } from '../../language/cel/CelValue.ts';
import type { Message } from '../../texts/Message.ts';

/** The variables that inspect, write and restore read, or why a template could not be filled in. */
export function fileVariables(
  step: FileStep,
  scope: Scope,
  spool: string,
): { readonly variables: Readonly<Record<string, string>> } | { readonly problem: Message } {
  const path = render(step.file.path, scope);
  if ('problem' in path) return path;
  if (!path.text.startsWith('/') || path.text.endsWith('/') || /(^|\/)\.\.?(\/|$)|\n/.test(path.text)) {
    return { problem: { code: 'run.file.path', args: { path: path.text } } };
  }
  const content = step.file.raw ? { text: step.file.content ?? '' } : render(step.file.content ?? '', scope);
  if ('problem' in content) return content;
  return {
    variables: {
      gr_path: path.text,
      // A closing x keeps trailing newlines; the scripts take it off again.
      gr_content: `${content.text}x`,
      gr_mode: step.file.mode,
      gr_owner: step.file.owner ?? '',
      gr_absent: step.file.absent ? 'yes' : '',
      gr_backup: spool,
    },
  };
}
