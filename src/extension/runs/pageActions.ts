// What a run's page asks for beyond its run: the text, a report, going on, the next runbook.
import { Range, window, workspace } from 'vscode';
import type { PageActions } from '../panel/createPageHost.ts';
import type { LastValues } from '../pick/LastValues.ts';
import { pickRun } from '../pick/pickRun.ts';
import type { RunbookFile } from '../files/RunbookFile.ts';
import { PersonProblem } from '../PersonProblem.ts';
import type { Services } from '../Services.ts';
import { exportReport } from './exportReport.ts';
import type { RunSession } from './RunSession.ts';

/** `guard` runs a piece of work and shows what goes wrong with it. */
export function pageActions(
  services: () => Services,
  last: () => LastValues,
  guard: (work: () => Promise<unknown>) => void,
): PageActions {
  const fileOf = async (name: string, session: RunSession): Promise<RunbookFile> => {
    const { runbooks, engine, texts } = services();
    const files = await runbooks.list();
    // `next` names a shipped runbook, or one beside the run's own.
    const own = session.view.plan?.name ?? '';
    const beside = `${own.slice(0, own.lastIndexOf('/') + 1)}${name.replace(/^\.\//, '')}`;
    const wanted = [name, beside].flatMap((one) => [one, `${one}.yaml`, `${one}.yml`]);
    const found = wanted.map((one) => files.find((file) => file.name === one)).find((file) => file !== undefined);
    if (found === undefined) throw new PersonProblem(texts.say('runs.noRunbook', { name: engine().visibleLine(name) }));
    return found;
  };

  return {
    export: (session) => guard(() => exportReport(session.id, session.recorded, services())),
    resume: (session) =>
      guard(async () => {
        if (await services().trust.mayConnect()) await services().runs.resume(session.id);
      }),
    openRunbook: (session, step) =>
      guard(async () => {
        const { name = '', runbook } = session.view.plan ?? {};
        const document = await workspace.openTextDocument((await fileOf(name, session)).uri);
        const known = runbook?.steps.some(({ id }) => id === step) === true;
        const at =
          step === undefined || !known ? -1 : document.getText().search(new RegExp(`^\\s*- id: *["']?${step}\\b`, 'm'));
        const place = document.positionAt(Math.max(0, at));
        await window.showTextDocument(document, at < 0 ? {} : { selection: new Range(place, place) });
      }),
    runNext: (session, name) =>
      guard(async () => {
        if (!(await services().trust.mayConnect())) return;
        const { roles = {}, name: own, inputs = {} } = session.view.plan ?? {};
        const file = await fileOf(name, session);
        const same = own === file.name ? openTexts(inputs) : {};
        const request = await pickRun(services(), last(), { mode: 'run', file, hosts: roles, inputs: same });
        if (request !== undefined) await services().runs.start(request);
      }),
    runPlanned: (session) =>
      guard(async () => {
        const { plan } = session.view;
        if (plan === undefined || !(await services().trust.mayConnect())) return;
        const file = await fileOf(plan.name, session);
        const inputs = openTexts(plan.inputs);
        const request = await pickRun(services(), last(), { mode: 'run', file, hosts: plan.roles, inputs });
        if (request !== undefined) await services().runs.start(request);
      }),
  };
}

/** The inputs as a person would write them; secrets are asked for again. */
function openTexts(inputs: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const open = Object.entries(inputs).filter(([, value]) => typeof value !== 'object');
  return Object.fromEntries(open.map(([name, value]) => [name, String(value)]));
}
