// Every id that package.json and the code share, in one place; a test compares the two.

/** Commands. Those of a runbook take its URI (or a tree item with a `resourceUri`), those of a run its id, both optional. */
export const commands = {
  run: 'gatedRunbooks.run',
  plan: 'gatedRunbooks.plan',
  resume: 'gatedRunbooks.resume',
  undo: 'gatedRunbooks.undo',
  cancel: 'gatedRunbooks.cancel',
  openReport: 'gatedRunbooks.openReport',
  exportReport: 'gatedRunbooks.exportReport',
  checkAll: 'gatedRunbooks.checkAll',
  newRunbook: 'gatedRunbooks.newRunbook',
  openRunbook: 'gatedRunbooks.openRunbook',
  refreshRunbooks: 'gatedRunbooks.refreshRunbooks',
  startPractice: 'gatedRunbooks.startPractice',
  stopPractice: 'gatedRunbooks.stopPractice',
  showAgentKeys: 'gatedRunbooks.showAgentKeys',
  testConnection: 'gatedRunbooks.testConnection',
  hostRuns: 'gatedRunbooks.hostRuns',
  refreshHosts: 'gatedRunbooks.refreshHosts',
  refreshRuns: 'gatedRunbooks.refreshRuns',
  deleteRun: 'gatedRunbooks.deleteRun',
  showLog: 'gatedRunbooks.showLog',
} as const;

/** The activity bar's container and its views. */
export const views = {
  container: 'gatedRunbooks',
  runbooks: 'gatedRunbooks.runbooks',
  hosts: 'gatedRunbooks.hosts',
  runs: 'gatedRunbooks.runs',
} as const;

/** Settings, whole names. */
export const settings = {
  /** Globs of the workspace's runbooks. */
  runbooks: 'gatedRunbooks.runbooks',
  /** Socket of the SSH agent, where SSH_AUTH_SOCK doesn't say. */
  agentSocket: 'gatedRunbooks.agentSocket',
  /** The SSH configuration to use instead of ~/.ssh/config. */
  sshConfig: 'gatedRunbooks.sshConfig',
  /** Where runs are kept instead of the user's state folder. */
  runsFolder: 'gatedRunbooks.runsFolder',
} as const;

/** Context keys for `when` clauses. */
export const contextKeys = {
  /** Whether this window runs something. */
  running: 'gatedRunbooks.running',
  /** Whether the practice host is up. */
  practiceUp: 'gatedRunbooks.practiceUp',
  /** Whether the active editor holds a runbook. */
  isRunbook: 'gatedRunbooks.isRunbook',
} as const;

/** Types of webview panels. */
export const viewTypes = {
  run: 'gatedRunbooks.run',
} as const;
