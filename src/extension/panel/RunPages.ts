// The pages of this window: one panel a run.
import type { RunSession } from '../runs/RunSession.ts';
import type { Listen } from '../emitter.ts';

export interface RunPages {
  /** Shows the run's page, made where there is none; a session of its own is left when the page is closed or takes another. */
  show(session: RunSession): void;
  /** Whether the person sees the run's page now. */
  isVisible(id: string): boolean;
  /** The run of the page that has the focus. */
  readonly current: string | undefined;
  readonly onDidChange: Listen<void>;
}
