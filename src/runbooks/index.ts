// The engine's only door: what the faces (CLI, extension) may use.

export type { Diagnostic, Fix, Position, Range, Read, Severity } from './language/Diagnostic.ts';
export { runbookJsonSchema } from './language/runbookJsonSchema.ts';
export { readRunbook } from './language/readRunbook.ts';
export { readRunbooks } from './language/readRunbooks.ts';
export type { ReadTogether, ReadUsed } from './language/readRunbooks.ts';
export type { Source } from './language/readRunbook.ts';
export type { Input, LocalText, Runbook } from './language/schema.ts';

export type { Path } from './language/document/Node.ts';
export { rangeOf } from './language/rangeOf.ts';
export { complete } from './language/service/complete.ts';
export type {
  CompletionItem,
  CompletionKind,
  CompletionOptions,
} from './language/service/completion/CompletionItem.ts';
export { findDefinition, findOccurrences } from './language/service/findSymbol.ts';
export type { Definition, Occurrence } from './language/service/findSymbol.ts';
export { folding } from './language/service/folding.ts';
export type { Folding } from './language/service/folding.ts';
export { hover } from './language/service/hover.ts';
export type { Hover } from './language/service/hover.ts';
export type { HoverPart } from './language/service/HoverPart.ts';
export { lensRange } from './language/service/lensRange.ts';
export { outline } from './language/service/outline.ts';
export type { OutlineItem, OutlineKind } from './language/service/outline.ts';
export { quickFixes } from './language/service/quickFixes.ts';
export type { QuickFix } from './language/service/quickFixes.ts';
export { findRenameable, renameSymbol } from './language/service/renameSymbol.ts';
export type { TextEdit } from './language/service/TextEdit.ts';

export { isPerHost } from './plan/bindHostInputs.ts';
export { bindInput } from './plan/bindInput.ts';
export { bindPlan, secretVariable } from './plan/bindPlan.ts';
export type { Bound, PlanRequest } from './plan/bindPlan.ts';
export { digestOf } from './plan/digestOf.ts';
export type { InputValue, Plan, SourceFile } from './plan/Plan.ts';

export { askingSteps } from './run/askingSteps.ts';
export type { DecisionOption, Observation, Outcome, RunEvent, RunEventOf } from './run/Event.ts';
export type { Answer, Clock, OutputPart, Outputs, Person, Ports, Question } from './run/Ports.ts';
export type { Recorded } from './run/Recorded.ts';
export { replay, resumable, resumeRun } from './run/resumeRun.ts';
export type { RunState } from './run/RunState.ts';
export { undoOf, type UndoForeseen, type UndoneStep } from './run/undoOf.ts';
export { undoRun } from './run/undoRun.ts';
export { startRun } from './run/startRun.ts';
export type { RunRequest } from './run/startRun.ts';
export { systemClock } from './run/systemClock.ts';

export { createJournal, openJournal, readJournal, readJournalOn } from './journal/fileJournal.ts';
export { fileOutputs, outputFile } from './journal/fileOutputs.ts';
export type { Journal } from './journal/Journal.ts';
export { JournalError } from './journal/JournalError.ts';
export { readCopy } from './journal/readCopy.ts';
export { memoryJournal } from './journal/memoryJournal.ts';
export { chainLine, chainStart } from './journal/chain.ts';
export { journalStart, parseJournal } from './journal/parseJournal.ts';
export type { JournalPlace, ParsedJournal } from './journal/parseJournal.ts';

export type { Command, Connect, Connected, Exit, Host, HostIdentity } from './hosts/Host.ts';
export type { KeptJournal } from './hosts/HostJournals.ts';
export type { LeaseHolder, LeaseProof } from './hosts/HostLeases.ts';
export { HostRefusal } from './hosts/HostRefusal.ts';
export { completeInventory } from './hosts/inventory/completeInventory.ts';
export { expandGroups, isGroup } from './hosts/inventory/expandGroups.ts';
export { hoverInventory } from './hosts/inventory/hoverInventory.ts';
export type { Inventory } from './hosts/inventory/Inventory.ts';
export { inventoryJsonSchema } from './hosts/inventory/inventoryJsonSchema.ts';
export { readHostNames } from './hosts/inventory/readHostNames.ts';
export type { HostNames } from './hosts/inventory/readHostNames.ts';
export { readInventory } from './hosts/inventory/readInventory.ts';
export { generations, pairScenarios, practiceNames, scenarios } from './hosts/practice/Practice.ts';
export type {
  PairScenario,
  Practice,
  PracticeHost,
  PracticeOptions,
  PracticePair,
  Scenario,
} from './hosts/practice/Practice.ts';
export { practiceAvailability } from './hosts/practice/practiceAvailability.ts';
export type { PracticeAvailability } from './hosts/practice/practiceAvailability.ts';
export { reachCommand } from './hosts/practice/reachCommand.ts';
export { startPractice } from './hosts/practice/startPractice.ts';
export { startPracticePair } from './hosts/practice/startPracticePair.ts';
export { AgentError } from './hosts/ssh/agent/AgentError.ts';
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
export type {
  FixedTarget,
  HostKeyQuestion,
  ProxyCommandQuestion,
  SshOptions,
} from './hosts/ssh/connection/SshOptions.ts';

export { adoptRun } from './runs/adoptRun.ts';
export { approvePlan, isPlanApproved } from './runs/approvals.ts';
export { isRun, listRuns } from './runs/listRuns.ts';
export type { StoredRun } from './runs/listRuns.ts';
export { makePrivateFolder } from './runs/makePrivateFolder.ts';
export { newRunId } from './runs/newRunId.ts';
export { ownerOf, ownRun } from './runs/ownRun.ts';
export type { Owned } from './runs/ownRun.ts';
export { personName } from './runs/personName.ts';
export { readHostJournal } from './runs/readHostJournal.ts';
export { readHostRuns } from './runs/readHostRuns.ts';
export type { HostRuns } from './runs/readHostRuns.ts';
export { stateFolder } from './runs/stateFolder.ts';

export { drillRunbook } from './drill/drillRunbook.ts';
export type { DrillHosts, DrillProgress, DrillRequest } from './drill/drillRunbook.ts';
export type { DrillKind, DrillReport, DrillRun } from './drill/DrillReport.ts';

export { PackError } from './pack/PackError.ts';
export { chooseSigner } from './pack/signature/chooseSigner.ts';
export type { Signer } from './pack/signature/chooseSigner.ts';
export { verifyPack } from './pack/verifyPack.ts';
export type { PackFindings } from './pack/verifyPack.ts';
export { writePack } from './pack/writePack.ts';
export type { Packed, PackRequest } from './pack/writePack.ts';

export { createRedactor } from './redaction/createRedactor.ts';
export type { Redactor } from './redaction/createRedactor.ts';

export { formatDiagnostics } from './views/diagnostics/formatDiagnostics.ts';
export { escapeForGithub } from './views/escapeForGithub.ts';
export { emptyRun } from './views/fold/emptyRun.ts';
export { foldRun } from './views/foldRun.ts';
export { reportFormats, reportOf } from './views/reportOf.ts';
export type { ReportFormat } from './views/reportOf.ts';
export { renderMarkdown } from './views/markdown/renderMarkdown.ts';
export type { RunView } from './views/RunView.ts';
export { createPainter } from './views/terminal/createPainter.ts';
export type { Painter, PainterOptions } from './views/terminal/createPainter.ts';
export { renderTerminal } from './views/terminal/renderTerminal.ts';
export { viewRun } from './views/viewRun.ts';
export { stepOf } from './views/words/stepOf.ts';
export { visible, visibleLine } from './views/visible.ts';
export { localise } from './language/localise.ts';

export { localeOf } from './texts/localeOf.ts';
export type { Message } from './texts/Message.ts';
export { nearest } from './texts/nearest.ts';
export { catalogue, say } from './texts/say.ts';
export type { Locale, TextCode } from './texts/say.ts';
