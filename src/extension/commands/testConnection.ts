// Test Connection…: everything that a host needs for runbooks, looked at before the incident.
import { commands as vscodeCommands, ProgressLocation, window } from 'vscode';
import type { Finding } from '../../runbooks/index.ts';
import { views } from '../ids.ts';
import type { Services } from '../Services.ts';
import type { HostTests } from '../views/hosts/HostTests.ts';
import { textOf } from './argument.ts';
import { chooseHost } from './chooseHost.ts';

/** `argument`: a host's name or a row with one; else the person chooses. Refused in a workspace that is not trusted. */
export async function testConnection(argument: unknown, services: Services, tests: HostTests): Promise<void> {
  if (!(await services.trust.mayConnect())) return;
  const host = textOf(argument, 'host') ?? (await chooseHost(services));
  if (host === undefined) return;
  const { engine, texts, log } = services;
  const { visible, visibleLine } = engine();
  const name = visibleLine(host);
  const { findings, cancelled } = await diagnose(host, services, tests);
  log.info(texts.say('commands.test.progress', { host: name }));
  for (const { status, message } of findings) {
    const line = visible(texts.tell(message));
    if (status === 'ok') log.info(line);
    else log.warn(line);
  }
  if (cancelled) {
    void window.showInformationMessage(texts.say('commands.test.none', { host: name }));
    return;
  }
  const sentence = (finding: Finding | undefined): string =>
    finding === undefined ? '' : visibleLine(texts.tell(finding.message));
  const bad = findings.find(({ status }) => status === 'bad');
  const show = texts.say('commands.test.findings');
  const login = sentence(findings.find(({ check }) => check === 'login'));
  const answer =
    bad === undefined
      ? await window.showInformationMessage(texts.say('commands.test.good', { host: name, login }), show)
      : await window.showErrorMessage(texts.say('commands.test.bad', { host: name, problem: sentence(bad) }), show);
  if (answer === show) await vscodeCommands.executeCommand(`${views.hosts}.focus`);
}

function diagnose(
  host: string,
  { engine, texts, ssh }: Services,
  tests: HostTests,
): Thenable<{ readonly findings: readonly Finding[]; readonly cancelled: boolean }> {
  const title = texts.say('commands.test.progress', { host: engine().visibleLine(host) });
  const options = { location: ProgressLocation.Notification, title, cancellable: true };
  return window.withProgress(options, async (progress, token) => {
    const ending = new AbortController();
    const { signal } = ending;
    const listening = [
      token.onCancellationRequested(() => ending.abort()),
      ssh.onWaiting(({ key }) => progress.report({ message: texts.say('commands.test.waiting', { key }) })),
    ];
    const findings: Finding[] = [];
    tests.begin(host);
    try {
      // Its notes are findings here.
      const asking = { ...ssh.options(), onNote: () => undefined };
      for await (const finding of engine().diagnoseHost(host, asking, signal)) {
        if (signal.aborted) break;
        findings.push(finding);
        tests.add(host, finding);
        progress.report({ message: texts.say(`views.check.${finding.check}`) });
      }
    } finally {
      if (signal.aborted) tests.forget(host);
      else tests.end(host);
      listening.forEach((one) => void one.dispose());
    }
    return { findings, cancelled: signal.aborted };
  });
}
