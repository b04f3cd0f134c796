// The one schema of a runbook: the source of its types, of schema/runbook.v1.json and of the texts for hover and completion.
import * as z from 'zod';
import { inputSchema } from './schema/inputSchema.ts';
import {
  nameSchema,
  textSchema,
  markdownSchema,
  scriptSchema,
  expression,
  durationSchema,
  templateSchema,
  becomeSchema,
  targetSchema,
  redactSchema,
  argumentsSchema,
  rolesSchema,
} from './schema/primitives.ts';

export type { Notation } from './schema/primitives.ts';

const gateShape = {
  title: textSchema.optional().meta({ text: 'schema.gate.title' }),
  because: textSchema.optional().meta({ text: 'schema.gate.because' }),
  run: scriptSchema.meta({ text: 'schema.gate.run' }),
  value: expression.optional().meta({ text: 'schema.gate.value' }),
  expect: expression.optional().meta({ text: 'schema.gate.expect' }),
  every: durationSchema.optional().meta({ text: 'schema.gate.every' }),
  within: durationSchema.optional().meta({ text: 'schema.gate.within' }),
  stableFor: durationSchema.optional().meta({ text: 'schema.gate.stableFor' }),
  timeout: durationSchema.optional().meta({ text: 'schema.gate.timeout' }),
  target: targetSchema.optional(),
  become: becomeSchema.optional(),
  redact: redactSchema.optional(),
};
const gateSchema = z.strictObject(gateShape).meta({ text: 'schema.gate', id: 'gate' });
const verdictGateSchema = z
  .strictObject({
    title: gateShape.title,
    because: gateShape.because,
    use: z.string().meta({ text: 'schema.verdictGate.use' }),
    inputs: argumentsSchema.optional().meta({ text: 'schema.use.inputs' }),
    targets: rolesSchema.optional().meta({ text: 'schema.use.targets' }),
    expect: expression.meta({ text: 'schema.verdictGate.expect' }),
    override: templateSchema.optional().meta({ text: 'schema.verdictGate.override' }),
  })
  .meta({ text: 'schema.verdictGate', id: 'verdictGate' });
const preconditionSchema = z.union([gateSchema, verdictGateSchema]);
const guardSchema = z
  .strictObject({
    ...gateShape,
    misses: z.int().min(1).default(1).meta({ text: 'schema.guard.misses' }),
    then: z.enum(['pause', 'stop']).default('pause').meta({ text: 'schema.guard.then' }),
    during: z.array(nameSchema).optional().meta({ text: 'schema.guard.during' }),
  })
  .meta({ text: 'schema.guard', id: 'guard' });

const showSchema = z.strictObject({
  title: textSchema,
  run: scriptSchema.meta({ text: 'schema.gate.run' }),
  redact: redactSchema.optional(),
});
const confirmSchema = z
  .strictObject({
    when: expression.optional().meta({ text: 'schema.confirm.when' }),
    message: textSchema.meta({ text: 'schema.confirm.message' }),
    show: z.array(showSchema).default([]).meta({ text: 'schema.confirm.show' }),
    type: templateSchema.optional().meta({ text: 'schema.confirm.type' }),
  })
  .meta({ text: 'schema.confirm', id: 'confirm' });
const undoSchema = z
  .union([
    z.strictObject({
      run: scriptSchema.meta({ text: 'schema.undo.run' }),
      verify: z.array(gateSchema).default([]).meta({ text: 'schema.undo.verify' }),
      timeout: durationSchema.optional().meta({ text: 'schema.step.timeout' }),
      become: becomeSchema.optional(),
    }),
    z.strictObject({
      boundary: textSchema.meta({ text: 'schema.undo.boundary' }),
      verify: z.array(gateSchema).default([]).meta({ text: 'schema.undo.verify' }),
    }),
    z.literal('none').meta({ text: 'schema.undo.none' }),
  ])
  .meta({ text: 'schema.undo', id: 'undo' });
const onFailureSchema = z
  .strictObject({
    retry: z
      .strictObject({
        times: z.int().min(1).max(20).meta({ text: 'schema.retry.times' }),
        delay: durationSchema.default('10s').meta({ text: 'schema.retry.delay' }),
      })
      .optional()
      .meta({ text: 'schema.retry' }),
    then: z.enum(['stop', 'rollback', 'continue', 'ask']).default('stop').meta({ text: 'schema.onFailure.then' }),
  })
  .meta({ text: 'schema.onFailure', id: 'onFailure' });
const limitSchema = z
  .strictObject({
    times: z.int().min(1).meta({ text: 'schema.limit.times' }),
    within: durationSchema.meta({ text: 'schema.limit.within' }),
    key: templateSchema.optional().meta({ text: 'schema.limit.key' }),
  })
  .meta({ text: 'schema.limit', id: 'limit' });

const stepBase = {
  id: nameSchema.meta({ text: 'schema.step.id' }),
  title: textSchema.optional().meta({ text: 'schema.step.title' }),
  description: markdownSchema.optional().meta({ text: 'schema.step.description' }),
  because: textSchema.optional().meta({ text: 'schema.step.because' }),
  target: targetSchema.optional(),
  effect: z.enum(['read', 'change', 'destructive']).default('change').meta({ text: 'schema.step.effect' }),
  when: expression.optional().meta({ text: 'schema.step.when' }),
  check: scriptSchema.optional().meta({ text: 'schema.step.check' }),
  confirm: confirmSchema.optional(),
  require: z.array(gateSchema).default([]).meta({ text: 'schema.step.require' }),
  verify: z.array(gateSchema).default([]).meta({ text: 'schema.step.verify' }),
  undo: undoSchema.optional(),
  capture: z.record(nameSchema, expression).default({}).meta({ text: 'schema.step.capture' }),
  limit: limitSchema.optional(),
  onFailure: onFailureSchema.default({ then: 'stop' }),
  timeout: durationSchema.optional().meta({ text: 'schema.step.timeout' }),
  become: becomeSchema.optional(),
  redact: redactSchema.default([]),
  once: z.boolean().default(false).meta({ text: 'schema.step.once' }),
  parallel: z.int().min(1).optional().meta({ text: 'schema.step.parallel' }),
};
const runStepSchema = z.strictObject({
  ...stepBase,
  run: scriptSchema.meta({ text: 'schema.step.run' }),
  expect: expression.optional().meta({ text: 'schema.step.expect' }),
  evidence: z
    .string()
    .regex(/^\w[\w.-]*$/)
    .meta({ notation: 'fileName' })
    .optional()
    .meta({ text: 'schema.step.evidence' }),
});
const fileStepSchema = z.strictObject({
  ...stepBase,
  file: z
    .strictObject({
      path: templateSchema.meta({ text: 'schema.file.path' }),
      content: templateSchema.optional().meta({ text: 'schema.file.content' }),
      raw: z.boolean().default(false).meta({ text: 'schema.file.raw' }),
      mode: z
        .string()
        .regex(/^[0-7]{3,4}$/)
        .meta({ notation: 'mode' })
        .default('0644')
        .meta({ text: 'schema.file.mode' }),
      owner: z
        .string()
        .regex(/^[\w.-]+(:[\w.-]+)?$/)
        .meta({ notation: 'owner' })
        .optional()
        .meta({ text: 'schema.file.owner' }),
      absent: z.boolean().default(false).meta({ text: 'schema.file.absent' }),
      apply: scriptSchema.optional().meta({ text: 'schema.file.apply' }),
    })
    .meta({ text: 'schema.file' }),
});
const manualStepSchema = z.strictObject({ ...stepBase, manual: markdownSchema.meta({ text: 'schema.step.manual' }) });
const useStepSchema = z.strictObject({
  ...stepBase,
  use: z.string().meta({ text: 'schema.step.use' }),
  inputs: argumentsSchema.default({}).meta({ text: 'schema.use.inputs' }),
  targets: rolesSchema.default({}).meta({ text: 'schema.use.targets' }),
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
  id: stepBase.id,
  title: stepBase.title,
  description: stepBase.description,
  when: stepBase.when,
  each: nameSchema.meta({ text: 'schema.step.each' }),
  get steps() {
    return z.array(stepSchema).min(1).meta({ text: 'schema.each.steps' });
  },
  pause: durationSchema.optional().meta({ text: 'schema.each.pause' }),
  maxFailures: z.int().min(0).default(0).meta({ text: 'schema.each.maxFailures' }),
});
const stepSchema: z.ZodType<Step> = z
  .lazy(() => z.union([runStepSchema, fileStepSchema, manualStepSchema, useStepSchema, eachStepSchema]))
  .meta({ id: 'step', text: 'schema.step' });

const evidenceSchema = z.strictObject({
  title: textSchema.meta({ text: 'schema.evidence.title' }),
  value: expression.meta({ text: 'schema.evidence.value' }),
});
const verdictSchema = z.strictObject({
  id: nameSchema.meta({ text: 'schema.verdict.id' }),
  when: expression.optional().meta({ text: 'schema.verdict.when' }),
  title: textSchema.meta({ text: 'schema.verdict.title' }),
  because: z
    .union([z.record(z.string(), expression), z.array(evidenceSchema)])
    .default({})
    .meta({ text: 'schema.verdict.because' }),
  next: z.string().optional().meta({ text: 'schema.verdict.next' }),
});
const roleSchema = z.strictObject({
  description: textSchema.optional().meta({ text: 'schema.role.description' }),
  count: z.int().min(1).optional().meta({ text: 'schema.role.count' }),
  sameHost: z.boolean().default(false).meta({ text: 'schema.role.sameHost' }),
});
const defaultsSchema = z.strictObject({
  become: becomeSchema.default('login'),
  timeout: durationSchema.default('60s').meta({ text: 'schema.step.timeout' }),
});

/** The schema of a whole runbook file. */
export const runbookSchema = z
  .strictObject({
    schema: z.literal('runbook/v1').meta({ text: 'schema.schema' }),
    title: textSchema.meta({ text: 'schema.title' }),
    description: markdownSchema.optional().meta({ text: 'schema.description' }),
    tags: z.array(z.string()).default([]).meta({ text: 'schema.tags' }),
    inputs: z.record(nameSchema, inputSchema).default({}).meta({ text: 'schema.inputs' }),
    targets: z.record(nameSchema, roleSchema).meta({ text: 'schema.targets' }),
    defaults: defaultsSchema.default({ become: 'login', timeout: '60s' }).meta({ text: 'schema.defaults' }),
    timeout: durationSchema.optional().meta({ text: 'schema.timeout' }),
    redact: redactSchema.default([]),
    preconditions: z.array(preconditionSchema).default([]).meta({ text: 'schema.preconditions' }),
    guards: z.array(guardSchema).default([]).meta({ text: 'schema.guards' }),
    steps: z.array(stepSchema).min(1).meta({ text: 'schema.steps' }),
    postconditions: z.array(gateSchema).default([]).meta({ text: 'schema.postconditions' }),
    verdicts: z.array(verdictSchema).default([]).meta({ text: 'schema.verdicts' }),
  })
  .meta({ id: 'runbook', title: 'Runbook', text: 'schema.runbook' });

export type LocalText = z.output<typeof textSchema>;
export type Input = z.output<typeof inputSchema>;
export type Gate = z.output<typeof gateSchema>;
export type VerdictGate = z.output<typeof verdictGateSchema>;
export type Precondition = z.output<typeof preconditionSchema>;
export type Guard = z.output<typeof guardSchema>;
export type Confirm = z.output<typeof confirmSchema>;
export type Undo = z.output<typeof undoSchema>;
export type Evidence = z.output<typeof evidenceSchema>;
export type VerdictRow = z.output<typeof verdictSchema>;
/** A runbook as read: defaults filled in, templates, scripts and expressions still text. Plain JSON. */
export type Runbook = z.output<typeof runbookSchema>;
