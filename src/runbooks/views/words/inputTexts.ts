// The inputs of a run as a person reads them.
import type { InputValue, Plan } from '../../plan/Plan.ts';
import { say } from '../../texts/say.ts';
import type { Locale } from '../../texts/say.ts';

/** More hosts than so many are counted and not named. */
const named = 5;

/** Each input with its value, in the order of the runbook; of one that each host has its own value of, who has which. */
export function inputTexts(plan: Plan, locale: Locale): readonly { readonly name: string; readonly text: string }[] {
  return Object.keys(plan.runbook.inputs).flatMap((name) => {
    const value = plan.inputs[name];
    if (value !== undefined) return [{ name, text: inputText(value, locale) }];
    const text = byHostText(plan, name, locale);
    return text === undefined ? [] : [{ name, text }];
  });
}

/** `(secret)` for a secret, whose value nobody here has. */
function inputText(value: InputValue, locale: Locale): string {
  return typeof value === 'object' ? say(locale, { code: 'views.secret' }) : String(value);
}

function byHostText({ hostInputs = {} }: Plan, name: string, locale: Locale): string | undefined {
  const hosts = new Map<string, string[]>();
  for (const [host, values] of Object.entries(hostInputs)) {
    const value = values[name];
    if (value === undefined) continue;
    const text = inputText(value, locale);
    hosts.set(text, [...(hosts.get(text) ?? []), host]);
  }
  const [only, another] = hosts.keys();
  if (another === undefined) return only;
  return [...hosts].map(([text, its]) => `${text} (${hostsText(its, locale)})`).join(' · ');
}

function hostsText(hosts: readonly string[], locale: Locale): string {
  return hosts.length <= named
    ? hosts.join(', ')
    : say(locale, { code: 'views.hosts.count', args: { count: hosts.length } });
}
