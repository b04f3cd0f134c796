// The head of the page: how things stand, for how long, and what can be done about the run as a whole.
import { nothing } from 'lit';
import type { RunView } from '../../src/runbooks/views/RunView.ts';
import { agentText } from '../../src/runbooks/views/words/agentText.ts';
import { isAgentAsking, isAsking, modeText } from '../../src/runbooks/views/words/modeText.ts';
import { rolesText } from '../../src/runbooks/views/words/rolesText.ts';
import { spanText } from '../../src/runbooks/views/words/spanText.ts';
import { timeText } from '../../src/runbooks/views/words/timeText.ts';
import { cellTone, runTone } from '../../src/runbooks/views/words/tone.ts';
import type { Tone } from '../../src/runbooks/views/words/tone.ts';
import type { Context } from '../page/Context.ts';
import { ticking } from '../page/ticking.ts';
import { html } from '../ui/html.ts';
import { icon, sign } from '../ui/icon.ts';
import { clockText } from '../words/clockText.ts';
import type { Content } from './bits.ts';

/** The line that stays in sight, then the title. */
export function runHeader(context: Context): Content {
  const { view, locale, say, text, live } = context;
  const tone = headTone(view, live);
  return html`<header class="head">
    <div class="bar">
      <span class="pill ${tone}">${sign(tone)}<span>${modeText(view, locale, live)}</span></span>
      <span class="elapsed">${elapsed(context)}</span>
      ${underWay(context)}
      ${
        context.questions.length > 0 && context.owner
          ? html`<button type="button" class="jump" title=${say('page.jumpHint')} @click=${context.goToQuestion}>
              ${say('page.jump')}${icon('arrow-right')}
            </button>`
          : nothing
      }
      <div class="actions" role="group" aria-label=${say('page.actions')}>${actions(context)}</div>
    </div>
    <h1>${text(view.title) || say('views.label.run')}</h1>
    <p class="soft about-run">${aboutRun(context)}</p>
    ${view.resumes.map(
      ({ at, by }) =>
        html`<p class="note">
          ${icon('debug-restart')}<span>${say('page.resumedBy', { time: timeText(at), by })}</span>
        </p>`,
    )}
    ${live && !context.owner ? html`<p class="note">${icon('eye')}<span>${say('page.watching')}</span></p>` : nothing}
    ${lostHosts(context)} ${agentNotes(context)}
  </header>`;
}

/** A run that stands still because it asks, or because its process died, is in doubt and not busy. */
export function headTone(view: RunView, live: boolean): Tone {
  if (view.outcome === undefined && (!live || isAsking(view) || isAgentAsking(view))) return 'doubt';
  return runTone(view);
}

function aboutRun({ view, locale }: Context): string {
  return [view.plan?.name ?? '', rolesText(view, locale), view.by].filter((part) => part !== '').join('  ·  ');
}

/** What is being done at present, so that it is known wherever the page is scrolled to. */
function underWay({ view, live, text, questions }: Context): Content {
  if (!live || questions.length > 0 || view.rollback !== undefined) return nothing;
  const index = view.steps.findIndex(({ cells }) => cells.some((cell) => cellTone(cell) === 'busy'));
  const step = view.steps[index];
  if (step === undefined) return nothing;
  return html`<span class="under-way">${index + 1}/${view.steps.length} ${text(step.title)}</span>`;
}

function elapsed(context: Context): Content {
  const { view, live, locale, say, now } = context;
  if (view.startedAt === 0) return nothing;
  // Tenths of a second matter in a result, not on a running clock.
  const span = (): string =>
    live ? clockText(now() - view.startedAt, locale) : spanText((view.endedAt ?? view.lastAt) - view.startedAt, locale);
  return html`<span class="unseen">${say('page.elapsed', { span: '' })}</span>${live ? ticking(span) : span()}`;
}

function actions(context: Context): Content {
  const { view, say, live, owner, post } = context;
  const { runId } = view;
  const cancelling = view.cancel !== undefined;
  return [
    live && owner
      ? html`<vscode-button
          class="cancel"
          appearance="secondary"
          title=${say('page.cancelHint')}
          ?disabled=${cancelling}
          @click=${() => {
            if (!cancelling) post({ type: 'cancel', runId });
          }}
          ><span slot="start">${icon('debug-stop')}</span
          >${say(cancelling ? 'page.cancelling' : 'page.cancel')}</vscode-button
        >`
      : nothing,
    quiet('export', say('page.export'), say('page.exportHint'), () => post({ type: 'export', runId })),
    quiet('go-to-file', say('page.open'), say('page.open'), () => post({ type: 'openRunbook' })),
  ];
}

function quiet(name: Parameters<typeof icon>[0], label: string, hint: string, onPress: () => void): Content {
  return html`<button type="button" class="plain" title=${hint} @click=${onPress}>
    ${icon(name)}<span>${label}</span>
  </button>`;
}

function lostHosts({ view, say, live }: Context): Content {
  if (!live) return nothing;
  return view.hosts
    .filter(({ state }) => state === 'lost')
    .map(
      ({ name, lost }) =>
        html`<p class="note doubt">
          ${icon('debug-disconnect')}<span
            >${say('views.host.lostBecause', { host: name, reason: lost ?? '' })}
            ${say('views.next.waitLost', { host: name })}</span
          >
        </p>`,
    );
}

function agentNotes({ view, locale, live }: Context): Content {
  if (!live) return nothing;
  return agentText(view, locale).map((text) => html`<p class="note doubt">${icon('account')}<span>${text}</span></p>`);
}
