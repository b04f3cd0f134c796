// Registers the commands around the views. Those that start, plan, resume and export runs are registered with the runs.
import { commands as vscodeCommands, window, type ExtensionContext } from 'vscode';
import { commands } from '../ids.ts';
import type { Services } from '../Services.ts';
import { showFailure } from '../showFailure.ts';
import type { HostTests } from '../views/hosts/HostTests.ts';
import { createCheckAll } from './check/createCheckAll.ts';
import { deleteRun } from './deleteRun.ts';
import { newRunbook } from './newRunbook/newRunbook.ts';
import { openRunbook } from './openRunbook.ts';
import { showAgentKeys } from './showAgentKeys.ts';
import { startPractice } from './startPractice.ts';
import { testConnection } from './testConnection.ts';

/** What the commands need of the views. */
export interface ViewHandles {
  readonly tests: HostTests;
  refreshRunbooks(): void;
  refreshHosts(): void;
  refreshRuns(): void;
}

/** Registers them; a command that fails says why and leaves the details in the log. */
export function registerCommands(context: ExtensionContext, services: Services, views: ViewHandles): void {
  const { texts, log, practice } = services;
  const checkAll = createCheckAll(context, services);
  const handlers: Readonly<Record<string, (argument: unknown) => unknown>> = {
    [commands.checkAll]: checkAll,
    [commands.newRunbook]: () => newRunbook(services),
    [commands.openRunbook]: (argument) => openRunbook(argument, services),
    [commands.startPractice]: (argument) => startPractice(argument, services),
    [commands.stopPractice]: async () => {
      await practice.stop();
      void window.showInformationMessage(texts.say('commands.practice.stopped'));
    },
    [commands.showAgentKeys]: () => showAgentKeys(services),
    [commands.testConnection]: (argument) => testConnection(argument, services, views.tests),
    [commands.deleteRun]: (argument) => deleteRun(argument, services),
    [commands.refreshRunbooks]: () => views.refreshRunbooks(),
    [commands.refreshHosts]: () => views.refreshHosts(),
    [commands.refreshRuns]: () => views.refreshRuns(),
    [commands.showLog]: () => log.show(),
  };
  for (const [id, handler] of Object.entries(handlers)) {
    const guarded = async (argument: unknown): Promise<void> => {
      try {
        await handler(argument);
      } catch (error) {
        showFailure(error, services);
      }
    };
    context.subscriptions.push(vscodeCommands.registerCommand(id, guarded));
  }
}
