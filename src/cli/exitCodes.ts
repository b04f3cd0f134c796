// Exit codes of commands that don't end with a run's own code; they mean the same as a run's.

export const exitCodes = {
  /** Done, and well. */
  good: 0,
  /** It failed, and nothing was changed. */
  failed: 1,
  /** It failed, and what it left is not proven. */
  unproven: 2,
  /** Something has to be answered or mended first; nothing was changed. */
  blocked: 3,
  /** The command line, the runbook or an input is wrong. */
  invalid: 4,
  /** Left while something may still go on; it can be resumed. */
  unknown: 6,
} as const;
