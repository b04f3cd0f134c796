// The tree of hosts: the practice host with its scenarios, then the hosts of each source with what their last test found.
import type { Finding, Scenario } from '../../../runbooks/index.ts';
import type { Engine } from '../../engine/loadEngine.ts';
import { commands } from '../../ids.ts';
import type { Texts } from '../../texts/Texts.ts';
import type { TreeNode } from '../TreeNode.ts';
import type { HostTest } from './HostTests.ts';
import type { HostGroup, HostSource, KnownHost } from './KnownHosts.ts';

export interface HostsShown {
  readonly sources: readonly HostSource[];
  readonly scenarios: readonly Scenario[];
  /** The scenario of the practice host, while it is up. */
  readonly practice: Scenario | undefined;
  readonly tests: ReadonlyMap<string, HostTest>;
  /** Hosts that runs of this machine are connected to now. */
  readonly running: ReadonlySet<string>;
}

type Icon = NonNullable<TreeNode['icon']>;
const signs: Readonly<Record<Finding['status'], Icon>> = {
  ok: { id: 'pass', colour: 'testing.iconPassed' },
  warn: { id: 'warning', colour: 'list.warningForeground' },
  bad: { id: 'error', colour: 'list.errorForeground' },
};

/** Sources without hosts are left out, unless they have a problem. */
export function hostNodes(
  shown: HostsShown,
  texts: Texts,
  engine: Pick<Engine, 'visible' | 'visibleLine'>,
): readonly TreeNode[] {
  const { visibleLine } = engine;
  const sources = shown.sources.filter(({ hosts, problem }) => hosts.length > 0 || problem !== undefined);
  return [
    practiceNode(shown, texts, engine),
    ...sources.map((source): TreeNode => {
      const { id, label, hosts, problem, groups = [] } = source;
      const wrong = problem === undefined ? undefined : visibleLine(texts.tell(problem));
      return {
        id,
        label: visibleLine(label),
        icon: wrong === undefined ? { id: 'list-tree' } : signs.bad,
        kind: 'source',
        open: true,
        ...(wrong === undefined ? {} : { description: wrong, tooltip: wrong }),
        children: [
          ...groups.map((group) => groupNode(source, group, shown, texts, engine)),
          ...hosts
            .filter(({ name }) => !groups.some((group) => group.hosts.includes(name)))
            .map((host) => hostNode(id, host, shown, texts, engine)),
        ],
      };
    }),
  ];
}

/** A group, named as a role's hosts may be: `@web`. A host that is in several is in each. */
function groupNode(
  source: HostSource,
  { name, hosts }: HostGroup,
  shown: HostsShown,
  texts: Texts,
  engine: Pick<Engine, 'visible' | 'visibleLine'>,
): TreeNode {
  const id = `${source.id}:@${name}`;
  const members = source.hosts.filter((host) => hosts.includes(host.name));
  const count = texts.say(members.length === 1 ? 'views.hosts.one' : 'views.hosts.count', { count: members.length });
  const label = engine.visibleLine(`@${name}`);
  return {
    id,
    label,
    description: count,
    spoken: `${label}, ${count}`,
    icon: { id: 'server-environment' },
    kind: 'hostGroup',
    open: true,
    children: members.map((host) => hostNode(id, host, shown, texts, engine)),
  };
}

function practiceNode(shown: HostsShown, texts: Texts, engine: Pick<Engine, 'visible'>): TreeNode {
  const { practice, tests } = shown;
  const up = practice !== undefined;
  const state = up
    ? texts.say('views.hosts.practiceUp', { scenario: scenarioName(practice, texts) })
    : texts.say('views.hosts.practiceDown');
  const test = up ? tests.get('practice') : undefined;
  return {
    id: test === undefined ? 'practice' : 'practice:tested',
    label: 'practice',
    description: state,
    tooltip: texts.say('views.hosts.practiceAbout'),
    spoken: `${texts.say('views.hosts.practice')}, ${state}`,
    icon: test === undefined ? { id: up ? 'vm-running' : 'vm' } : iconOf(test),
    kind: up ? 'practice.up' : 'practice.down',
    host: 'practice',
    open: test !== undefined,
    children: [
      ...findingNodes('practice', 'practice', test, texts, engine),
      ...shown.scenarios.map((scenario): TreeNode => ({
        id: `scenario:${scenario}`,
        label: scenarioName(scenario, texts),
        description: scenario,
        tooltip: texts.say(`views.scenario.${scenario}`),
        icon: { id: scenario === practice ? 'circle-filled' : 'circle-outline' },
        kind: 'scenario',
        scenario,
      })),
    ],
  };
}

/** The part of a scenario's text before its colon is its name. */
function scenarioName(scenario: Scenario, texts: Texts): string {
  return texts.say(`views.scenarioName.${scenario}`);
}

function hostNode(
  source: string,
  { name, described }: KnownHost,
  shown: HostsShown,
  texts: Texts,
  engine: Pick<Engine, 'visible' | 'visibleLine'>,
): TreeNode {
  const test = shown.tests.get(name);
  const label = engine.visibleLine(name);
  const findings = findingNodes(`${source}:${name}`, label, test, texts, engine);
  const running = shown.running.has(name);
  const facts =
    'problem' in described
      ? [texts.tell(described.problem)]
      : [
          described.address,
          ...(described.jumps.length > 0
            ? [texts.say('views.hosts.through', { jumps: described.jumps.join(' → ') })]
            : []),
          texts.say(`views.hostKey.${described.hostKey}`),
        ];
  const state = stateOf(test, running, texts);
  const shownFacts = [...(state === undefined ? [] : [state]), ...facts].map(engine.visibleLine);
  const wrong = 'problem' in described ? signs.bad : undefined;
  return {
    // Another id once it was tested: the editor leaves a row that it knows closed, and the findings are to be seen.
    id: `${source}:${name}${findings.length > 0 ? ':tested' : ''}`,
    label,
    description: shownFacts.join(' · '),
    tooltip: [label, ...shownFacts].join('\n'),
    spoken: [label, ...shownFacts].join(', '),
    icon: wrong ?? (test === undefined ? { id: running ? 'vm-active' : 'server' } : iconOf(test)),
    kind: 'host',
    host: name,
    ...(findings.length > 0 ? { children: findings, open: true } : {}),
  };
}

function stateOf(test: HostTest | undefined, running: boolean, texts: Texts): string | undefined {
  if (running) return texts.say('views.hosts.running');
  if (test === undefined) return undefined;
  if (test.endedAt === undefined) return texts.say('views.hosts.testing');
  const time = new Date(test.endedAt).toLocaleTimeString(texts.locale, { hour: '2-digit', minute: '2-digit' });
  return texts.say(isBad(test) ? 'views.hosts.notReady' : 'views.hosts.ready', { time });
}

function iconOf(test: HostTest): Icon {
  if (test.endedAt === undefined) return { id: 'loading~spin' };
  return signs[isBad(test) ? 'bad' : test.findings.some(({ status }) => status === 'warn') ? 'warn' : 'ok'];
}

function isBad({ findings }: HostTest): boolean {
  return findings.some(({ status }) => status === 'bad');
}

function findingNodes(
  id: string,
  host: string,
  test: HostTest | undefined,
  texts: Texts,
  { visible }: Pick<Engine, 'visible'>,
): readonly TreeNode[] {
  return (test?.findings ?? []).map(({ check, status, message }, index): TreeNode => {
    const text = visible(texts.tell(message));
    const what = texts.say(`views.check.${check}`);
    return {
      id: `${id}:${index}:${check}`,
      label: what,
      // The row above is the host's own.
      description: text.startsWith(`${host}: `) ? text.slice(host.length + 2) : text,
      tooltip: text,
      spoken: `${what}, ${texts.say(`views.status.${status}`)}: ${text}`,
      icon: signs[status],
      kind: 'finding',
      command: commands.showLog,
    };
  });
}
