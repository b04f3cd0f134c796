// What is rarely asked for: hosts with their keys, inputs, who decided what, and the run's own marks.
import { nothing } from 'lit';
import type { HostView } from '../../src/runbooks/views/RunView.ts';
import { inputTexts } from '../../src/runbooks/views/words/inputTexts.ts';
import { leaseStateText } from '../../src/runbooks/views/words/leaseStateText.ts';
import { timeText } from '../../src/runbooks/views/words/timeText.ts';
import type { Context } from '../page/Context.ts';
import { html } from '../ui/html.ts';
import { facts } from './bits.ts';
import type { Content } from './bits.ts';

export function runDetails(context: Context): Content {
  const { view, say, locale } = context;
  const inputs = view.plan === undefined ? [] : inputTexts(view.plan, locale);
  const decided = view.decisions.filter(({ answer }) => answer !== undefined);
  return html`<details class="more panel">
    <summary><h2 class="title">${say('page.details')}</h2></summary>
    <div class="step-body">
      ${
        inputs.length === 0
          ? nothing
          : html`<h3>${say('views.heading.inputs')}</h3>
              <dl class="captures">
                ${inputs.map(
                  ({ name, text }) =>
                    html`<div>
                      <dt><code>${name}</code></dt>
                      <dd>${text}</dd>
                    </div>`,
                )}
              </dl>`
      }
      ${
        decided.length === 0
          ? nothing
          : html`<h3>${say('views.heading.decisions')}</h3>
              <ul>
                ${decided.map(({ question, answer }) => {
                  const option = say(`views.decision.${answer?.option ?? 'wait'}`);
                  const answered = say('views.decision.answered', { option, by: answer?.by ?? '' });
                  return html`<li>${say(question.code, question.args)} <b>${answered}</b></li>`;
                })}
              </ul>`
      }
      ${
        view.hosts.length === 0
          ? nothing
          : html`<h3>${say('views.heading.hosts')}</h3>
              <ul class="host-facts">
                ${view.hosts.map((host) => hostFacts(host, context))}
              </ul>`
      }
      ${facts(
        [
          ['views.label.run', view.runId],
          ['views.label.started', view.startedAt === 0 ? undefined : `${timeText(view.startedAt)} UTC`],
          ['views.label.exitCode', view.code],
          ['views.label.digest', view.plan?.digest.slice(0, 16)],
        ],
        context,
      )}
    </div>
  </details>`;
}

function hostFacts(host: HostView, context: Context): Content {
  const { name, state, identity, connections } = host;
  const { say, locale } = context;
  const times = connections - 1;
  const back =
    times <= 0 ? undefined : times === 1 ? say('views.host.lostOnce') : say('views.host.lostTimes', { times });
  return html`<li>
    <b>${name}</b>
    <small>${[say(`views.host.${state}`), back, leaseStateText(host, locale)].filter(isText).join(' · ')}</small>
    ${
      identity === undefined
        ? nothing
        : facts(
            [
              ['views.label.address', identity.address],
              ['views.label.jumps', identity.jumps.join(' → ')],
              ['views.label.hostKey', identity.hostKey],
              ['page.agentKey', identity.agentKey],
            ],
            context,
          )
    }
  </li>`;
}

function isText(text: string | undefined): text is string {
  return text !== undefined;
}
