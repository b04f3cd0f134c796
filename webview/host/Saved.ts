// All that the page remembers by itself: what is selected, filtered and scrolled to. Everything else is the run's.

export interface Saved {
  readonly runId: string;
  /** Steps that a person unfolded or folded. */
  readonly unfolded: Readonly<Record<string, boolean>>;
  /** The host that is looked at, by step. */
  readonly hosts: Readonly<Record<string, string>>;
  /** The step that the keyboard is on. */
  readonly step: string | undefined;
  readonly onlyOpen: boolean;
  readonly scroll: number;
}

/** Nothing selected yet. */
export const nothingSaved: Saved = {
  runId: '',
  unfolded: {},
  hosts: {},
  step: undefined,
  onlyOpen: false,
  scroll: 0,
};
