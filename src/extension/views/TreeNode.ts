// A row of one of our trees as plain data: what it shows, and what its commands need to know.
import type { Uri } from 'vscode';

export interface TreeNode {
  /** Unique in its tree. What the editor remembers about a row (open, selected) hangs on it. */
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  /** Plain text. */
  readonly tooltip?: string;
  /** A codicon, and the theme's colour for it. */
  readonly icon?: { readonly id: string; readonly colour?: string };
  /** What a screen reader says instead of label and description: the icon's meaning is in it. */
  readonly spoken?: string;
  /** `viewItem` in package.json's `when` clauses. */
  readonly kind: string;
  readonly children?: readonly TreeNode[];
  /** Whether its children are to be seen at first. */
  readonly open?: boolean;
  /** What a click does: one of our commands, given this node. */
  readonly command?: string;
  /** The file of a runbook. */
  readonly resourceUri?: Uri;
  /** The id of a run. */
  readonly runId?: string;
  /** The name of a host. */
  readonly host?: string;
  /** A scenario of the practice host. */
  readonly scenario?: string;
}
