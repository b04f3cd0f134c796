// A question that is answered by yes; anything else is no.
import type { Prompt } from './createPrompt.ts';

/** Whether the answer is a plain yes, in either language. No answer is no. */
export async function saysYes(question: string, prompt: Prompt, signal: AbortSignal): Promise<boolean> {
  return /^\s*(y|yes|是|好)\s*$/i.test((await prompt.line(question, signal)) ?? '');
}
