// How long a step's scripts may take.
import { parseDuration } from '../../language/duration.ts';
import { render } from '../../language/render.ts';
import type { Spot } from './Spot.ts';

/** Milliseconds; a template that can't be filled in leaves the runbook's default. */
export function stepTimeout(spot: Spot, timeout = spot.step.timeout): number {
  const fallback = parseDuration(spot.step.at.frame.runbook.defaults.timeout) ?? 60_000;
  if (timeout === undefined) return fallback;
  const rendered = render(timeout, spot.scope);
  return ('text' in rendered ? parseDuration(rendered.text) : undefined) ?? fallback;
}
