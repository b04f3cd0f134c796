// Why a row of the verdicts is undecided, in the words of somebody who reads the verdict.
import { localise } from '../../language/localise.ts';
import { renderText } from '../../language/render.ts';
import type { LocalText } from '../../language/schema.ts';
import { capturesOf } from '../../language/scope/capturesOf.ts';
import { isMap } from '../../language/cel/kindOf.ts';
import type { CelValue, Scope } from '../../language/cel/CelValue.ts';
import type { Message } from '../../texts/Message.ts';
import type { Locale } from '../../texts/say.ts';
import type { Frame } from '../layout/Place.ts';
import { unfold } from '../layout/unfold.ts';
import { mentions } from '../mentions.ts';
import { captureKey, type RunState } from '../RunState.ts';

/**
 * The steps that did not find out what the row asks for: those whose captures are missing or say `unknown`. Where there are none,
 * it is the expression's own `problem`.
 */
export function undecidedBecause(state: RunState, frame: Frame, when: string, scope: Scope, problem: Message): Message {
  const missing = [...capturesOf(frame.runbook).values()].filter(
    ({ name }) => mentions([when], new Set([name])) && isUnknown(scope[name]),
  );
  const steps = [...new Set(missing.map(({ step }) => step))];
  if (steps.length === 0) return problem;
  const titles = steps.map((id): LocalText => {
    const title = unfold(state.plan).byStep.get(captureKey(frame.id, id))?.[0]?.title;
    return title === undefined ? id : renderText(title, scope);
  });
  const quoted = (locale: Locale): string => titles.map((title) => `“${localise(title, locale)}”`).join(', ');
  return { code: 'run.verdict.notFound', args: { steps: { en: quoted('en'), 'zh-cn': quoted('zh-cn') } } };
}

/** Of a map by host, that of any host. */
function isUnknown(value: CelValue | undefined): boolean {
  if (value === undefined || value === 'unknown') return true;
  return isMap(value) && Object.values(value).includes('unknown');
}
