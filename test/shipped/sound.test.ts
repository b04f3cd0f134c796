// Shipped runbooks read without a diagnostic, and speak both languages.
import { describe, expect, it } from 'vitest';
import { gatesOf, shippedRunbooks, soundRunbook } from './shippedRunbooks.ts';

describe.each(shippedRunbooks)('$name', (shipped) => {
  it('has neither errors nor warnings', () => {
    expect(shipped.read.diagnostics).toEqual([]);
  });

  it('has every text that is shown in English and in Chinese', () => {
    const runbook = soundRunbook(shipped);
    const texts = [
      ['title', runbook.title],
      ['description', runbook.description],
      ...runbook.steps.map((step) => [step.id, step.title] as const),
      ...gatesOf(runbook).map(({ place, it: gate }) => [place, gate.title] as const),
      ...runbook.verdicts.map(({ id, title }) => [id, title] as const),
      ...Object.entries(runbook.inputs).map(([name, { description }]) => [name, description] as const),
    ] as const;
    const wanting = texts.filter(([, text]) => typeof text !== 'object' || text.en === '' || text['zh-cn'] === '');
    expect(wanting).toEqual([]);
  });
});
