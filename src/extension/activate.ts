// Where the extension begins: registers everything at once and loads nothing; the engine comes with its first use.
import { join } from 'node:path';
import { env, Uri, window, workspace, type ExtensionContext } from 'vscode';
import { loadEngine } from './engine/loadEngine.ts';
import { createRunbookFiles } from './files/RunbookFiles.ts';
import { createPracticeKeeper } from './hosts/PracticeKeeper.ts';
import { createSshAccess } from './hosts/createSshAccess.ts';
import { reachPlan } from './hosts/reachPlan.ts';
import { settings } from './ids.ts';
import { registerLanguage } from './language/registerLanguage.ts';
import { maskLog } from './log/maskLog.ts';
import { registerRunPages } from './panel/registerRunPages.ts';
import { createLastValues } from './pick/LastValues.ts';
import { askSecrets } from './pick/askSecrets.ts';
import { createRunMemory } from './runs/RunMemory.ts';
import { createRuns } from './runs/createRuns.ts';
import { pageActions } from './runs/pageActions.ts';
import { registerRuns } from './runs/registerRuns.ts';
import type { Services } from './Services.ts';
import { showFailure } from './showFailure.ts';
import { createTexts } from './texts/Texts.ts';
import { askForPlan } from './trust/askForPlan.ts';
import { createTrust } from './trust/createTrust.ts';
import { registerTextShower } from './trust/TextShower.ts';
import { registerViews } from './views/registerViews.ts';

/** What has to end before this window does; VS Code calls `deactivate` without telling it anything. */
let atEnd: (() => Promise<void>) | undefined;

/** VS Code calls it once for each window. */
export function activate(context: ExtensionContext): void {
  const { extensionUri, workspaceState } = context;
  const version = String((context.extension.packageJSON as { readonly version: unknown }).version);
  const engine = loadEngine;
  const log = maskLog(window.createOutputChannel('Gated Runbooks', { log: true }), engine);
  const texts = createTexts(env.language, engine);
  const setting = (name: string): string => workspace.getConfiguration().get<string>(name, '').trim();
  const stateFolder = (): string => engine().stateFolder(process.env);
  const runbooks = createRunbookFiles(Uri.joinPath(extensionUri, 'runbooks'));
  const practice = createPracticeKeeper(engine, (line) => log.debug(`practice: ${line}`));
  const shower = registerTextShower(context, (name) => texts.say('trust.changesTitle', { name }));
  const storage = Uri.joinPath(context.globalStorageUri, 'approved');
  const trust = createTrust({ engine, texts, runbooks, shower, storage, workspaceState });
  const ssh = createSshAccess({
    ...{ engine, texts, practice, stateFolder },
    settings: () => ({ agentSocket: setting(settings.agentSocket), sshConfig: setting(settings.sshConfig) }),
    confirm: async (question, detail, yes) =>
      (await window.showWarningMessage(question, { modal: true, detail }, yes)) === yes,
    onAccepted: (question) => trust.acceptHost(question),
    note: (text) => log.info(text),
  });
  const guard = (work: () => Promise<unknown>): void => {
    work().catch((error: unknown) => showFailure(error, { engine, texts, log }));
  };
  const last = createLastValues(workspaceState);
  const memory = createRunMemory(workspaceState);
  const pages = registerRunPages(context, {
    ...{ engine, texts, log },
    actions: pageActions(
      () => services,
      () => last,
      guard,
    ),
    open: (id) => services.runs.open(id),
  });
  const runs = createRuns({
    ...{ engine, texts, memory, stateFolder, askSecrets: (names) => askSecrets(names, texts) },
    version,
    runsFolder: () => setting(settings.runsFolder) || join(stateFolder(), 'runs'),
    fileUri: (path) => Uri.file(path),
    reach: (plan, shipped) => reachPlan(plan, shipped, { engine, texts, ssh, practice, trust }),
    isShipped: async (plan) => {
      const found = (await runbooks.list()).find((file) => file.shipped && file.name === plan.name);
      return found !== undefined && (await runbooks.read(found.uri)) === plan.sources[0]?.text;
    },
    approveResume: (plan) => askForPlan(plan, { engine, texts, shower }),
    showPage: (session) => pages.show(session),
    onFault: (_session, error) => showFailure(error, { engine, texts, log }),
  });
  const services: Services = { extensionUri, version, engine, texts, log, runbooks, practice, ssh, trust, runs };
  context.subscriptions.push(log, runbooks, practice);
  atEnd = () => practice.stop();
  registerRuns(context, services, { pages, last, memory, stateFolder, guard });
  registerViews(context, services);
  registerLanguage(context, services);
}

/** VS Code calls it when the window closes, and waits for it for a few seconds: the practice host leaves nothing behind. */
export async function deactivate(): Promise<void> {
  await atEnd?.();
}
