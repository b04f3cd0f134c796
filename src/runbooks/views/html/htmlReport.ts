// A run as one HTML file that needs nothing else: no script, no font, no picture from anywhere.
import { say } from '../../texts/say.ts';
import type { Locale } from '../../texts/say.ts';
import { renderMarkdown } from '../markdown/renderMarkdown.ts';
import type { Reported, ReportOptions } from '../ReportOptions.ts';
import type { RunView } from '../RunView.ts';
import { visible } from '../visible.ts';
import { explainRun } from '../words/explain.ts';
import { localise } from '../../language/localise.ts';
import { modeText } from '../words/modeText.ts';
import { hostsText } from '../words/rolesText.ts';
import { spanText } from '../words/spanText.ts';
import { timelineOf } from '../words/timelineOf.ts';
import { timeText } from '../words/timeText.ts';
import { runTone } from '../words/tone.ts';
import { conditionItems } from './conditionItems.ts';
import { guardItems } from './guardItems.ts';
import { markup, trusted } from './markup.ts';
import type { Markup } from './markup.ts';
import { reportStyle } from './reportStyle.ts';
import {
  decisionRows,
  hostRows,
  inputRows,
  timelineRows,
  undoItems,
  comparisonRows,
  captureRows,
} from './reportTables.ts';
import { facts, section, sign } from './signs.ts';
import { stepItem } from './stepItem.ts';
import { failureCards, nextCard, verdictCard } from './summaryCards.ts';

/** The page for a run, whole or cut short; the timeline is there only from a journal. Every value in it is escaped. */
export function htmlReport(reported: Reported, { locale }: ReportOptions): string {
  const { view, moments } = timelineOf(reported, locale);
  const title = say(locale, {
    code: 'views.report.title',
    args: { title: localise(view.title, locale), outcome: modeText(view, locale) },
  });
  const page = markup`<!doctype html>
<html lang="${locale === 'en' ? 'en' : 'zh-CN'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Gated Runbooks ${view.engine}">
<title>${title}</title>
<style>${trusted(reportStyle)}</style>
</head>
<body>
${head(view, locale)}
<main>
${verdictCard(view, locale)}
${section('views.heading.failures', locale, failureCards(explainRun(view, locale), locale))}
${nextCard(view, locale)}
${section('views.heading.preconditions', locale, conditionItems(view.preconditions, locale))}
${section('views.heading.steps', locale, view.steps.length === 0 ? [] : [markup`<ol class="steps">${view.steps.map((step) => stepItem(step, view, locale))}</ol>`])}
${section('views.heading.decisions', locale, decisionRows(view, locale))}
${section('views.heading.rollback', locale, undoItems(view, locale))}
${section('views.heading.postconditions', locale, conditionItems(view.postconditions, locale))}
${section('views.heading.guards', locale, guardItems(view, locale))}
${section('views.heading.beforeAfter', locale, comparisonRows(view, locale))}
${section('views.heading.captures', locale, captureRows(view, locale))}
${section('views.heading.hosts', locale, hostRows(view, locale))}
${section('views.heading.inputs', locale, inputRows(view, locale))}
${section('views.heading.timeline', locale, timelineRows(moments, locale))}
${section('views.heading.about', locale, about(view, locale))}
</main>
<footer><p>${say(locale, { code: 'views.report.made', args: { engine: view.engine } })} ${say(locale, { code: 'views.report.noScript' })}</p>${facts(
    locale,
    [
      ['views.label.run', view.runId],
      ['views.label.digest', view.plan?.digest.slice(0, 16)],
    ],
  )}</footer>
</body>
</html>
`;
  return page.markup;
}

function head(view: RunView, locale: Locale): Markup {
  const tone = runTone(view);
  const hosts = Object.entries(view.plan?.roles ?? {}).map(([role, names]) =>
    say(locale, { code: 'views.colon', args: { label: role, text: hostsText(names, locale) } }),
  );
  return markup`<header>
<p><span class="pill ${tone}">${sign(tone)} ${modeText(view, locale)}</span></p>
<h1>${localise(view.title, locale)}</h1>
${facts(locale, [
  ['views.label.runbook', view.plan?.name],
  ['views.label.hosts', hosts.join(' · ')],
  ['views.label.by', view.by],
  ['views.label.started', view.startedAt === 0 ? undefined : `${timeText(view.startedAt)} UTC`],
  ['views.label.took', spanText((view.endedAt ?? view.lastAt) - view.startedAt, locale)],
  ['views.label.exitCode', view.code],
  ['views.label.resumed', view.resumes.map((resume) => `${timeText(resume.at)} UTC, ${resume.by}`).join('\n')],
])}
</header>`;
}

function about(view: RunView, locale: Locale): readonly Markup[] {
  const description = view.plan?.runbook.description;
  if (description === undefined || visible(localise(description, locale)).trim() === '') return [];
  return [markup`<div class="about">${trusted(renderMarkdown(localise(description, locale)))}</div>`];
}
