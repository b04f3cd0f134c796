// Asks for secret inputs once more, when a run is resumed: they are never stored.
import { window } from 'vscode';
import type { Texts } from '../texts/Texts.ts';

/** Their values by name; undefined where the person gave up. */
export async function askSecrets(
  names: readonly string[],
  texts: Texts,
): Promise<Readonly<Record<string, string>> | undefined> {
  const secrets: Record<string, string> = {};
  for (const name of names) {
    const value = await window.showInputBox({
      prompt: texts.say('pick.secret', { name }),
      password: true,
      ignoreFocusOut: true,
      validateInput: (text) => (text === '' ? texts.say('pick.empty') : undefined),
    });
    if (value === undefined) return undefined;
    secrets[name] = value;
  }
  return secrets;
}
