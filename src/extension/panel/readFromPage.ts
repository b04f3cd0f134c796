// What the page says, checked before anything is done with it: the page shows hostile text, so its host trusts nothing from it.
import * as z from 'zod/mini';
import type { FromPage } from '../../../webview/protocol.ts';

const text = z.string().check(z.maxLength(4096));
const attempt = z.int();
const options = ['retry', 'fail', 'stop', 'proceed', 'rollback', 'skip', 'wait', 'treatAsDone', 'takeOver'] as const;

const fromPage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({
    type: z.literal('answerConfirm'),
    runId: text,
    step: text,
    attempt,
    digest: text,
    yes: z.boolean(),
    typed: z.exactOptional(text),
  }),
  z.strictObject({ type: z.literal('answerManual'), runId: text, step: text, attempt, done: z.boolean() }),
  z.strictObject({
    type: z.literal('answerDecision'),
    runId: text,
    id: text,
    option: z.enum(options),
    typed: z.exactOptional(text),
  }),
  z.strictObject({ type: z.literal('cancel'), runId: text }),
  z.strictObject({ type: z.literal('export'), runId: text }),
  z.strictObject({ type: z.literal('wantOutput'), step: text, host: text, attempt, undo: z.boolean() }),
  z.strictObject({ type: z.literal('wantMarkdown'), text: z.string().check(z.maxLength(1024 * 1024)) }),
  z.strictObject({ type: z.literal('openRunbook'), step: z.exactOptional(text) }),
  z.strictObject({ type: z.literal('runNext'), name: text }),
  z.strictObject({ type: z.enum(['resume', 'runPlanned']), runId: text }),
]) satisfies z.ZodMiniType<FromPage>;

/** The message, or undefined where it is none of the protocol's. */
export function readFromPage(message: unknown): FromPage | undefined {
  const read = fromPage.safeParse(message);
  return read.success ? read.data : undefined;
}

/** Fails to compile where the protocol has a message that isn't read here. */
export type EveryMessageIsRead = FromPage extends z.output<typeof fromPage> ? true : never;
