// The engine's only door: what the faces (CLI, extension) may use.

export type { Diagnostic, Fix, Position, Range, Read, Severity } from './language/Diagnostic.ts';
export { jsonSchema } from './language/jsonSchema.ts';
export { readRunbook } from './language/readRunbook.ts';
export type { Source } from './language/readRunbook.ts';
export type { LocalText, Runbook } from './language/schema.ts';

export { bindInput } from './plan/bindInput.ts';
export { bindPlan, secretVariable } from './plan/bindPlan.ts';
export type { Bound, PlanRequest } from './plan/bindPlan.ts';
export { digestOf } from './plan/digestOf.ts';
export type { InputValue, Plan, SourceFile } from './plan/Plan.ts';

export type { DecisionOption, Observation, Outcome, RunEvent, RunEventOf } from './run/Event.ts';
export type { Answer, Clock, Outputs, Person, Ports, Question } from './run/Ports.ts';
export type { Recorded } from './run/Recorded.ts';
export { replay, resumable, resumeRun } from './run/resumeRun.ts';
export { startRun } from './run/startRun.ts';
export type { RunRequest } from './run/startRun.ts';
export { systemClock } from './run/systemClock.ts';

export { createJournal, openJournal, readJournal, readJournalOn } from './journal/fileJournal.ts';
export { fileOutputs, outputFile } from './journal/fileOutputs.ts';
export type { Journal } from './journal/Journal.ts';
export { JournalError } from './journal/JournalError.ts';
export { memoryJournal } from './journal/memoryJournal.ts';
export { chainLine, chainStart } from './journal/chain.ts';
export { parseJournal } from './journal/parseJournal.ts';
export { journalStart } from './journal/parseJournal.ts';
export type { JournalPlace, ParsedJournal } from './journal/parseJournal.ts';

export type { Command, Connect, Connected, Exit, Host, HostIdentity } from './hosts/Host.ts';
export { readHostNames } from './hosts/inventory/readHostNames.ts';
export type { HostNames } from './hosts/inventory/readHostNames.ts';
export { generations, scenarios } from './hosts/practice/Practice.ts';
export type { Practice, PracticeOptions, Scenario } from './hosts/practice/Practice.ts';
export { practiceAvailability } from './hosts/practice/practiceAvailability.ts';
export type { PracticeAvailability } from './hosts/practice/practiceAvailability.ts';
export { reachCommand } from './hosts/practice/reachCommand.ts';
export { startPractice } from './hosts/practice/startPractice.ts';
export { listAgentKeys } from './hosts/ssh/agent/listAgentKeys.ts';
export type { AgentKey, AgentKeys } from './hosts/ssh/agent/listAgentKeys.ts';
export { listAliases } from './hosts/ssh/config/listAliases.ts';
export type { HostAlias } from './hosts/ssh/config/listAliases.ts';
export { describeHost } from './hosts/ssh/connection/describeHost.ts';
export type { HostDescription } from './hosts/ssh/connection/describeHost.ts';
export { connectSsh } from './hosts/ssh/connectSsh.ts';
export { diagnoseHost } from './hosts/ssh/doctor/diagnoseHost.ts';
export type { Finding } from './hosts/ssh/doctor/Finding.ts';
export { thisMachine } from './hosts/ssh/Machine.ts';
export type { Machine } from './hosts/ssh/Machine.ts';
export type { FixedTarget, HostKeyQuestion, ProxyCommandQuestion, SshOptions } from './hosts/ssh/connection/SshOptions.ts';

export { approvePlan, isPlanApproved } from './runs/approvals.ts';
export { isRun, listRuns } from './runs/listRuns.ts';
export type { StoredRun } from './runs/listRuns.ts';
export { makePrivateFolder } from './runs/makePrivateFolder.ts';
export { newRunId } from './runs/newRunId.ts';
export { ownerOf, ownRun } from './runs/ownRun.ts';
export type { Owned } from './runs/ownRun.ts';
export { personName } from './runs/personName.ts';
export { stateFolder } from './runs/stateFolder.ts';

export { formatDiagnostics } from './views/diagnostics/formatDiagnostics.ts';
export { escapeForGithub } from './views/escapeForGithub.ts';
export { emptyRun } from './views/fold/emptyRun.ts';
export { foldRun } from './views/foldRun.ts';
export { reportFormats, reportOf } from './views/reportOf.ts';
export type { ReportFormat } from './views/reportOf.ts';
export type { RunView } from './views/RunView.ts';
export { createPainter } from './views/terminal/createPainter.ts';
export type { Painter, PainterOptions } from './views/terminal/createPainter.ts';
export { renderTerminal } from './views/terminal/renderTerminal.ts';
export { viewRun } from './views/viewRun.ts';
export { visible, visibleLine } from './views/visible.ts';
export { localise } from './language/localise.ts';

export { localeOf } from './texts/localeOf.ts';
export type { Message } from './texts/Message.ts';
export { nearest } from './texts/nearest.ts';
export { catalogue, say } from './texts/say.ts';
export type { Locale, TextCode } from './texts/say.ts';
