// What a gate saw last, held against what it expected.
import { say } from '../../texts/say.ts';
import type { Locale } from '../../texts/say.ts';
import type { Observation } from '../../run/Event.ts';
import type { GateView } from '../RunView.ts';
import { exitText } from './exitText.ts';
import { valueText } from './valueText.ts';

/** `41`, or `exit 7 · curl: (7) Failed to connect`; empty before the first sample. */
export function actualText(gate: GateView, locale: Locale): string {
  const sample = gate.samples.at(-1);
  if (sample === undefined || gate.latest === undefined) return '';
  if (sample.measured !== undefined) return `value = ${valueText(sample.measured)}`;
  return observedText(gate.latest, locale);
}

/** How a probe ended and the line of its output that says most. */
export function observedText(observation: Observation, locale: Locale): string {
  const { exit, stdout, stderr } = observation;
  const failed = !('code' in exit) || exit.code !== 0;
  const telling = (failed && stderr !== '' ? stderr : stdout) || stderr;
  const line = telling.split('\n').find((text) => text.trim() !== '');
  const ended = exitText(exit, locale);
  const unusable =
    observation.unusable === undefined ? [] : [say(locale, { code: `views.unusable.${observation.unusable}` })];
  return [ended, ...unusable, line?.trim() ?? say(locale, { code: 'views.noOutput' })].join(' · ');
}
