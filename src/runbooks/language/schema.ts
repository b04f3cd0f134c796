// The one schema of a runbook: the source of its types, of schema/runbook.v1.json and of the texts for hover and completion.
import { z } from 'zod';

/** What a plain string of a runbook is written in; read by the checker, hover and completion. */
export type Notation =
  'sh' | 'cel' | 'template' | 'duration' | 'size' | 'pattern' | 'name' | 'markdown' | 'mode' | 'owner' | 'fileName';

declare module 'zod' {
  interface GlobalMeta {
    /** The notation of this string. */
    notation?: Notation;
    /** The CEL type an expression must have. */
    celType?: 'bool' | 'any' | 'measure';
  }
}

const nameSchema = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,63}$/)
  .meta({ notation: 'name', description: 'A name: a small letter, then small letters, digits and _.' });
const textSchema = z
  .union([z.string(), z.strictObject({ en: z.string(), 'zh-cn': z.string() })])
  .meta({ notation: 'template', description: 'A text, or one each for `en` and `zh-cn`; `{{ name }}` is filled in.' });
const markdownSchema = z
  .union([z.string(), z.strictObject({ en: z.string(), 'zh-cn': z.string() })])
  .meta({ notation: 'markdown', description: 'Markdown, or one each for `en` and `zh-cn`.' });
const scriptSchema = z.string().min(1).meta({ notation: 'sh' });
const boolExpression = z.string().min(1).meta({ notation: 'cel', celType: 'bool' });
const expression = z.string().min(1).meta({ notation: 'cel', celType: 'any' });
const durationSchema = z
  .string()
  .meta({ notation: 'duration', description: 'A duration such as `90s`, `2m`, `1h30m`.' });
const templateSchema = z.string().meta({ notation: 'template' });
const patternSchema = z.string().meta({ notation: 'pattern' });
const becomeSchema = z
  .enum(['root', 'login'])
  .meta({ description: 'Who runs the scripts: `root` (through sudo -n unless already root), or the login itself.' });
const targetSchema = z
  .union([nameSchema, z.array(nameSchema).min(1)])
  .meta({ description: 'The role, or roles, whose hosts this runs on.' });
const redactSchema = z
  .array(patternSchema)
  .meta({ description: 'Patterns whose matches are hidden before the output becomes an event.' });

const inputBase = { title: textSchema.optional(), description: textSchema.optional() };
const inputSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('string'),
    ...inputBase,
    default: z.string().optional(),
    pattern: patternSchema
      .optional()
      .meta({ notation: 'pattern', description: 'The whole value must match it (RE2 syntax).' }),
  }),
  z
    .strictObject({ type: z.literal('secret'), ...inputBase })
    .meta({ description: 'From the environment or a prompt; never stored, never shown.' }),
  z.strictObject({
    type: z.literal('integer'),
    ...inputBase,
    default: z.int().optional(),
    min: z.int().optional(),
    max: z.int().optional(),
  }),
  z.strictObject({
    type: z.literal('number'),
    ...inputBase,
    default: z.number().optional(),
    min: z.number().optional(),
    max: z.number().optional(),
  }),
  z.strictObject({ type: z.literal('boolean'), ...inputBase, default: z.boolean().optional() }),
  z.strictObject({
    type: z.literal('duration'),
    ...inputBase,
    default: z.string().optional(),
    min: z.string().optional(),
    max: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('size'),
    ...inputBase,
    default: z.string().optional(),
    min: z.string().optional(),
    max: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('enum'),
    ...inputBase,
    values: z.array(z.string()).min(1),
    default: z.string().optional(),
  }),
]);

const gateShape = {
  title: textSchema.optional(),
  because: textSchema.optional().meta({ description: 'Why it matters; shown when the gate fails.' }),
  run: scriptSchema.meta({ notation: 'sh', description: 'The probe: a POSIX sh script that only looks.' }),
  value: expression
    .optional()
    .meta({ notation: 'cel', celType: 'measure', description: 'What is measured, as an expression; drawn over time.' }),
  expect: boolExpression
    .optional()
    .meta({
      notation: 'cel',
      celType: 'bool',
      description: 'What must hold, over exit, stdout, stderr, value, previous, first. Default: `exit == 0`.',
    }),
  every: durationSchema.optional().meta({ notation: 'duration', description: 'How often it is probed. Default 2s.' }),
  within: durationSchema
    .optional()
    .meta({ notation: 'duration', description: 'By when the final stable window must have begun.' }),
  stableFor: durationSchema.optional().meta({ notation: 'duration', description: 'How long it must stay green.' }),
  timeout: durationSchema.optional().meta({ notation: 'duration', description: 'How long one probe may take.' }),
  target: targetSchema.optional(),
  become: becomeSchema.optional(),
  redact: redactSchema.optional(),
};
const gateSchema = z.strictObject(gateShape).meta({ description: 'A gate: a probe and what is expected of it.' });
const verdictGateSchema = z
  .strictObject({
    title: textSchema.optional(),
    because: textSchema.optional(),
    use: z.string().meta({ description: 'A runbook whose verdict is asked for.' }),
    inputs: z.record(nameSchema, z.union([z.string(), z.number(), z.boolean()])).optional(),
    targets: z.record(nameSchema, nameSchema).optional(),
    expect: boolExpression,
    override: templateSchema
      .optional()
      .meta({ notation: 'template', description: 'What has to be typed to go on all the same.' }),
  })
  .meta({ description: "A precondition that is another runbook's verdict." });
const preconditionSchema = z.union([gateSchema, verdictGateSchema]);
const guardSchema = z.strictObject({
  ...gateShape,
  misses: z.int().min(1).default(1).meta({ description: 'How many misses in a row set it off.' }),
  then: z.enum(['pause', 'stop']).default('pause'),
  during: z
    .array(nameSchema)
    .optional()
    .meta({ description: 'The steps during which it is watched. Default: the whole run.' }),
});

const showSchema = z.strictObject({ title: textSchema, run: scriptSchema, redact: redactSchema.optional() });
const confirmSchema = z
  .strictObject({
    when: boolExpression.optional(),
    message: textSchema,
    show: z.array(showSchema).default([]).meta({ description: 'Probes whose output is shown with the question.' }),
    type: templateSchema.optional().meta({ notation: 'template', description: 'What the person has to type.' }),
  })
  .meta({ description: 'A person is asked, with live evidence.' });
const undoSchema = z.union([
  z.strictObject({
    run: scriptSchema,
    verify: z.array(gateSchema).default([]),
    timeout: durationSchema.optional(),
    become: becomeSchema.optional(),
  }),
  z
    .strictObject({ boundary: textSchema, verify: z.array(gateSchema).default([]) })
    .meta({ description: 'No way back past here, and this is the safe state.' }),
  z.literal('none').meta({ description: 'Nothing to undo; say why in `because`.' }),
]);
const onFailureSchema = z.strictObject({
  retry: z.strictObject({ times: z.int().min(1).max(20), delay: durationSchema.default('10s') }).optional(),
  then: z.enum(['stop', 'rollback', 'continue', 'ask']).default('stop'),
});
const limitSchema = z
  .strictObject({
    times: z.int().min(1),
    within: durationSchema,
    key: templateSchema
      .optional()
      .meta({ notation: 'template', description: 'What is counted apart, such as `{{ unit }}`.' }),
  })
  .meta({ description: 'How often this may run, kept on the host, whoever runs it.' });

const stepBase = {
  id: nameSchema,
  title: textSchema.optional(),
  description: markdownSchema.optional(),
  because: textSchema.optional(),
  target: targetSchema.optional(),
  effect: z
    .enum(['read', 'change', 'destructive'])
    .default('change')
    .meta({
      description:
        '`read` only looks, `change` can be undone or is harmless, `destructive` loses something and is confirmed.',
    }),
  when: boolExpression.optional().meta({ notation: 'cel', celType: 'bool', description: 'Skipped unless it holds.' }),
  check: scriptSchema
    .optional()
    .meta({ notation: 'sh', description: 'Exit 0: it is already so, and the step is skipped.' }),
  confirm: confirmSchema.optional(),
  require: z
    .array(gateSchema)
    .default([])
    .meta({ description: 'Gates once more, after the answer and right before the change.' }),
  verify: z.array(gateSchema).default([]).meta({ description: 'Gates that prove the step.' }),
  undo: undoSchema.optional(),
  capture: z.record(nameSchema, expression).default({}).meta({ description: 'Names for what the output says.' }),
  limit: limitSchema.optional(),
  onFailure: onFailureSchema.default({ then: 'stop' }),
  timeout: durationSchema.optional(),
  become: becomeSchema.optional(),
  redact: redactSchema.default([]),
  once: z.boolean().default(false).meta({ description: 'On one host of the role only.' }),
  parallel: z.int().min(1).optional().meta({ description: 'On how many hosts at once.' }),
};
const runStepSchema = z.strictObject({
  ...stepBase,
  run: scriptSchema.meta({
    notation: 'sh',
    description: 'A POSIX sh script; inputs and captures are shell variables.',
  }),
  expect: boolExpression.optional().meta({ notation: 'cel', celType: 'bool', description: 'Default `exit == 0`.' }),
  evidence: z
    .string()
    .regex(/^[\w][\w.-]*$/)
    .meta({ notation: 'fileName' })
    .optional()
    .meta({ description: 'The file of the run that keeps the whole output.' }),
});
const fileStepSchema = z.strictObject({
  ...stepBase,
  file: z.strictObject({
    path: templateSchema,
    content: templateSchema.optional(),
    raw: z.boolean().default(false).meta({ description: 'Leaves `{{ }}` in the content alone.' }),
    mode: z
      .string()
      .regex(/^[0-7]{3,4}$/)
      .meta({ notation: 'mode' })
      .default('0644'),
    owner: z
      .string()
      .regex(/^[\w.-]+(:[\w.-]+)?$/)
      .meta({ notation: 'owner' })
      .optional(),
    absent: z.boolean().default(false).meta({ description: 'The file must not be there.' }),
    apply: scriptSchema.optional().meta({ notation: 'sh', description: 'Runs after writing and after restoring.' }),
  }),
});
const manualStepSchema = z.strictObject({
  ...stepBase,
  manual: markdownSchema.meta({ notation: 'markdown', description: 'What a person does, and says so.' }),
});
const useStepSchema = z.strictObject({
  ...stepBase,
  use: z.string().meta({ description: 'Another runbook, in this folder or below.' }),
  inputs: z.record(nameSchema, z.union([z.string(), z.number(), z.boolean()])).default({}),
  targets: z.record(nameSchema, nameSchema).default({}),
});

export type RunStep = z.output<typeof runStepSchema>;
export type FileStep = z.output<typeof fileStepSchema>;
export type ManualStep = z.output<typeof manualStepSchema>;
export type UseStep = z.output<typeof useStepSchema>;
export interface EachStep {
  readonly id: string;
  readonly title?: LocalText | undefined;
  readonly description?: LocalText | undefined;
  readonly when?: string | undefined;
  readonly each: string;
  readonly steps: readonly Step[];
  readonly pause?: string | undefined;
  readonly maxFailures: number;
}
export type Step = RunStep | FileStep | ManualStep | UseStep | EachStep;

const eachStepSchema: z.ZodType<EachStep> = z.strictObject({
  id: nameSchema,
  title: textSchema.optional(),
  description: markdownSchema.optional(),
  when: boolExpression.optional(),
  each: nameSchema.meta({ description: 'The role whose hosts go through the nested steps one after another.' }),
  get steps() {
    return z.array(stepSchema).min(1);
  },
  pause: durationSchema.optional(),
  maxFailures: z.int().min(0).default(0),
});
const stepSchema: z.ZodType<Step> = z.lazy(() =>
  z.union([runStepSchema, fileStepSchema, manualStepSchema, useStepSchema, eachStepSchema]),
);

const verdictSchema = z.strictObject({
  id: nameSchema,
  when: boolExpression.optional(),
  title: textSchema,
  because: z
    .record(z.string(), expression)
    .default({})
    .meta({ description: 'The evidence: a label and an expression each.' }),
  next: z.string().optional().meta({ description: 'The runbook to run next.' }),
});

/** The schema of a whole runbook file. */
export const runbookSchema = z
  .strictObject({
    schema: z.literal('runbook/v1'),
    title: textSchema,
    description: markdownSchema.optional(),
    tags: z.array(z.string()).default([]),
    inputs: z.record(nameSchema, inputSchema).default({}),
    targets: z
      .record(
        nameSchema,
        z.strictObject({
          description: textSchema.optional(),
          count: z.int().min(1).optional().meta({ description: 'Exactly so many hosts. Default: one or more.' }),
          sameHost: z.boolean().default(false),
        }),
      )
      .meta({ description: 'The roles, bound to hosts when the run starts.' }),
    defaults: z
      .strictObject({ become: becomeSchema.default('login'), timeout: durationSchema.default('60s') })
      .default({ become: 'login', timeout: '60s' }),
    timeout: durationSchema.optional().meta({ notation: 'duration', description: 'How long the whole run may take.' }),
    redact: redactSchema.default([]),
    preconditions: z.array(preconditionSchema).default([]),
    guards: z.array(guardSchema).default([]),
    steps: z.array(stepSchema).min(1),
    postconditions: z.array(gateSchema).default([]),
    verdicts: z.array(verdictSchema).default([]),
  })
  .meta({ id: 'runbook', title: 'Runbook', description: 'A gated runbook.' });

export type LocalText = z.output<typeof textSchema>;
export type Input = z.output<typeof inputSchema>;
export type Gate = z.output<typeof gateSchema>;
export type VerdictGate = z.output<typeof verdictGateSchema>;
export type Precondition = z.output<typeof preconditionSchema>;
export type Guard = z.output<typeof guardSchema>;
export type Confirm = z.output<typeof confirmSchema>;
export type Undo = z.output<typeof undoSchema>;
export type VerdictRow = z.output<typeof verdictSchema>;
/** A runbook as read: defaults filled in, templates, scripts and expressions still text. Plain JSON. */
export type Runbook = z.output<typeof runbookSchema>;
