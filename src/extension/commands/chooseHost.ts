// Asks for a host: one of those that are known, or whatever is typed.
import { window, type QuickPickItem } from 'vscode';
import type { Services } from '../Services.ts';
import { findHosts } from '../views/hosts/findHosts.ts';

interface HostItem extends QuickPickItem {
  readonly host: string;
}

/** The name of the host; undefined where the person left. */
export async function chooseHost(services: Services): Promise<string | undefined> {
  const { texts, engine, practice } = services;
  const pick = window.createQuickPick<HostItem>();
  pick.placeholder = texts.say('commands.test.pick');
  pick.busy = true;
  let known: readonly HostItem[] = [];
  const offer = (): void => {
    const typed = pick.value.trim();
    const own = { label: texts.say('commands.test.typed', { host: typed }), host: typed, alwaysShow: true };
    pick.items = typed === '' || known.some(({ host }) => host === typed) ? known : [...known, own];
  };
  try {
    return await new Promise<string | undefined>((resolve, reject) => {
      pick.onDidChangeValue(offer);
      pick.onDidAccept(() => resolve(pick.selectedItems[0]?.host));
      pick.onDidHide(() => resolve(undefined));
      pick.show();
      findHosts(services)
        .then((sources) => {
          const { visibleLine } = engine();
          known = [
            ...(practice.current === undefined
              ? []
              : [{ label: 'practice', description: texts.say('views.hosts.practice'), host: 'practice' }]),
            ...sources.flatMap(({ label, hosts }) =>
              hosts.map(({ name }) => ({ label: visibleLine(name), description: visibleLine(label), host: name })),
            ),
          ];
          pick.busy = false;
          offer();
        })
        .catch(reject);
    });
  } finally {
    pick.dispose();
  }
}
