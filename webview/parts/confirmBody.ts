// A confirmation: message, live evidence, the exact script, the hosts by name, and a field to type.
import { nothing } from 'lit';
import type { ConfirmView } from '../../src/runbooks/views/RunView.ts';
import { exitText } from '../../src/runbooks/views/words/exitText.ts';
import type { Context } from '../page/Context.ts';
import type { Question } from '../page/questions.ts';
import { ticking } from '../page/ticking.ts';
import { html } from '../ui/html.ts';
import { icon } from '../ui/icon.ts';
import { printed } from '../ui/printed.ts';
import { clockText } from '../words/clockText.ts';
import { answerButton } from './answerButton.ts';
import { block } from './bits.ts';
import type { Content } from './bits.ts';
import { typeField } from './typeField.ts';
import { stepOf } from '../../src/runbooks/views/words/stepOf.ts';

type ConfirmQuestion = Extract<Question, { kind: 'confirm' }>;

export function confirmBody(question: ConfirmQuestion, id: string, context: Context): Content {
  const { confirm, key } = question;
  const { say, text, view, owner } = context;
  const typed = context.typed(key);
  const matches = confirm.mustType === undefined || typed === confirm.mustType;
  const disabled = !owner || context.isSent(key);
  const destructive = stepOf(view, confirm.step)?.effect === 'destructive';
  const answer = (yes: boolean): void => {
    if (disabled || (yes && !matches)) return;
    context.answer(key, {
      type: 'answerConfirm',
      runId: view.runId,
      step: confirm.step,
      attempt: confirm.attempt,
      digest: confirm.digest,
      yes,
      ...(yes && confirm.mustType !== undefined ? { typed } : {}),
    });
  };
  // Enter answers only what has been typed in full.
  const field =
    confirm.mustType === undefined
      ? nothing
      : typeField(confirm.mustType, key, context, { disabled, onEnter: () => answer(true) });
  return html`<h4 class="question-title" id=${id} tabindex="-1">${text(confirm.message)}</h4>
    ${
      destructive
        ? html`<p class="note bad">${icon('flame')}<span>${say('views.effect.destructive')}</span></p>`
        : nothing
    }
    ${shown(confirm, context)} ${scripts(confirm, context)} ${field}
    <div class="answers">
      ${answerButton(say(destructive ? 'page.yesDestructive' : 'page.yes'), {
        primary: true,
        disabled: disabled || !matches,
        onPress: () => answer(true),
      })}
      ${answerButton(say('page.no'), { primary: false, disabled, hint: say('page.noHint'), onPress: () => answer(false) })}
    </div>`;
}

function shown(confirm: ConfirmView, context: Context): Content {
  const { text, locale, say, now } = context;
  return confirm.shown.map(({ host, title, observation }) => {
    const { stdout, stderr, exit, endedAt } = observation;
    const output = [stdout, stderr].filter((part) => part !== '').join('\n') || say('views.noOutput');
    const ended = 'code' in exit && exit.code === 0 ? '' : ` · ${exitText(exit, locale)}`;
    const ago = (): string =>
      endedAt === 0 ? '' : say('page.seenAgo', { span: clockText(Math.max(1000, now() - endedAt), locale) });
    return block(text(title), printed(output), html`${host}${ended} ${ticking(ago)}`);
  });
}

// Hosts with the same script share it; each is named.
function scripts(confirm: ConfirmView, { say }: Context): Content {
  const hosts = new Map<string, string[]>();
  for (const { host, script } of confirm.scripts) hosts.set(script, [...(hosts.get(script) ?? []), host]);
  const separator = say('views.separator');
  if (hosts.size === 0) {
    return html`<p><b>${say('page.willRunOn', { hosts: confirm.hosts.join(separator) })}</b></p>`;
  }
  return [...hosts].map(([script, names]) =>
    block(say('page.scriptOn', { hosts: names.join(separator) }), html`<code>${script}</code>`),
  );
}
