// A part of what is shown on hover.

export interface HoverPart {
  /** Code, our own Markdown, or a text of the runbook's author, which may hold anything. */
  readonly kind: 'code' | 'markdown' | 'plain';
  readonly text: string;
}
