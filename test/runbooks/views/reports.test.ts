// The reports: whole, escaped, and the same run in each form.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { htmlReport } from '../../../src/runbooks/views/html/htmlReport.ts';
import { reportStyle } from '../../../src/runbooks/views/html/reportStyle.ts';
import { jsonReport } from '../../../src/runbooks/views/json/jsonReport.ts';
import type { ReportDocument } from '../../../src/runbooks/views/json/ReportDocument.ts';
import { junitReport } from '../../../src/runbooks/views/junit/junitReport.ts';
import { markdownReport } from '../../../src/runbooks/views/markdown/markdownReport.ts';
import { renderMarkdown } from '../../../src/runbooks/views/markdown/renderMarkdown.ts';
import { viewRun } from '../../../src/runbooks/views/viewRun.ts';
import { expectGolden } from './fixtures/golden.ts';
import { hostile, hostileStory } from './fixtures/hostile.ts';
import { allOf, parseMarkup, textOf } from './fixtures/parseMarkup.ts';
import type { Parsed } from './fixtures/parseMarkup.ts';
import { stories } from './fixtures/stories.ts';

const locales = ['en', 'zh-cn'] as const;
const names = Object.keys(stories);
const unseen = /[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|[^\P{Cc}\n]/u;
const html = (text: string): Parsed => parseMarkup(text, new Set(['meta', 'br', 'hr']));

// The page without its style sheet, one element a line, for a golden file that people can read.
function outline(page: string): string {
  return page
    .replace(reportStyle, '')
    .replaceAll(/(<(?:section|article|li|details|summary|tr|div|figure|pre|svg|p|dl|ul|ol|h\d|table)\b)/g, '\n$1');
}

describe('the HTML report', () => {
  it.each(['green', 'rolledBack', 'triage', 'plan', 'unequal', 'stopped', 'togetherPlan'])(
    '%s is as it was',
    (name) => {
      for (const locale of locales)
        expectGolden(`html/${name}.${locale}.html`, outline(htmlReport(stories[name]!(), { locale })));
    },
  );

  it.each(names)('%s is well-formed, needs no script and loads nothing', (name) => {
    const page = htmlReport(stories[name]!(), { locale: 'en' });
    const parsed = html(page);
    expect(allOf(parsed, 'h1')).toHaveLength(1);
    for (const element of ['script', 'img', 'link', 'iframe', 'object', 'form', 'base'])
      expect(allOf(parsed, element)).toEqual([]);
    expect(page).not.toMatch(/\s(?:src|on\w+|style)=|url\(|@import/);
    expect(allOf(parsed, 'meta').map(({ attributes }) => attributes['content'])).toContain(
      "default-src 'none'; style-src 'unsafe-inline'",
    );
  });

  it('has each heading once and every id once', () => {
    for (const name of names) {
      const parsed = html(htmlReport(stories[name]!(), { locale: 'en' }));
      const headings = allOf(parsed, 'h2').map(textOf);
      expect(new Set(headings).size).toBe(headings.length);
    }
  });

  it('draws each gate of several samples, with its threshold and a text for who cannot see it', () => {
    const [first, second] = allOf(html(htmlReport(stories['green']!(), { locale: 'en' })), 'svg');
    expect(first!.attributes['aria-label']).toBe('8 samples: 6 pass, 2 fail, 0 inconclusive');
    expect([allOf(first!, 'circle').length, allOf(first!, 'path').length]).toEqual([6, 2]);
    expect(second!.attributes['aria-label']).toContain('threshold < 200000');
    expect(allOf(second!, 'line').map(({ attributes }) => attributes['class'])).toEqual(['threshold']);
    expect(allOf(second!, 'polyline')).toHaveLength(1);
  });

  it('lets no data become markup, and no unseen character through', () => {
    const elements = (page: string): Record<string, number> => {
      const counts: Record<string, number> = {};
      const count = (parsed: Parsed): void => {
        for (const child of parsed.children) {
          if (typeof child === 'string') continue;
          counts[child.name] = (counts[child.name] ?? 0) + 1;
          count(child);
        }
      };
      count(html(page));
      return counts;
    };
    fc.assert(
      fc.property(hostile, (text) => {
        const page = htmlReport(hostileStory(text), { locale: 'en' });
        const counts = elements(page);
        for (const name of ['script', 'img', 'style']) expect(counts[name] ?? 0).toBe(name === 'style' ? 1 : 0);
        expect(page).not.toMatch(unseen);
        for (const link of allOf(html(page), 'a')) expect(link.attributes['href']).toMatch(/^(https?:|mailto:|#)/i);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('is made of a view alone too, without a timeline', () => {
    const page = htmlReport(viewRun(stories['green']!()), { locale: 'en' });
    expect(page).not.toContain('Timeline');
    expect(page).toContain('Recover a crashed MCSManager daemon');
  });
});

describe('the Markdown report', () => {
  it.each(names)('%s is as it was', (name) => {
    for (const locale of locales)
      expectGolden(`markdown/${name}.${locale}.md`, markdownReport(stories[name]!(), { locale }));
  });

  it('is nothing but text, lists, tables and code, whatever is in it', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const report = markdownReport(hostileStory(text), { locale: 'en' });
        expect(report).not.toMatch(unseen);
        // Our own renderer reads CommonMark with tables: data must have made no element of its own.
        const page = parseMarkup(renderMarkdown(report).replaceAll(/<(hr|br)>/g, '<$1/>'));
        for (const name of ['a', 'img', 'script', 'h5', 'h6', 's']) expect(allOf(page, name), report).toEqual([]);
        expect(allOf(page, 'h1')).toHaveLength(1);
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});

describe('the JUnit report', () => {
  it.each(names)('%s is as it was, and counts what is in it', (name) => {
    for (const locale of locales)
      expectGolden(`junit/${name}.${locale}.xml`, junitReport(stories[name]!(), { locale }));
    const [root] = allOf(parseMarkup(junitReport(stories[name]!(), { locale: 'en' })), 'testsuites');
    for (const [attribute, element] of [
      ['tests', 'testcase'],
      ['failures', 'failure'],
      ['errors', 'error'],
      ['skipped', 'skipped'],
    ] as const) {
      expect(Number(root!.attributes[attribute])).toBe(allOf(root!, element).length);
    }
  });

  it('is well-formed XML whatever is in it', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const parsed = parseMarkup(junitReport(hostileStory(text), { locale: 'en' }));
        const known = ['testsuites', 'testsuite', 'testcase', 'failure', 'error', 'skipped', 'system-out'];
        const strange = (element: Parsed): readonly string[] =>
          element.children.flatMap((child) =>
            typeof child === 'string' ? [] : [...(known.includes(child.name) ? [] : [child.name]), ...strange(child)],
          );
        expect(strange(parsed)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});

describe('the JSON report', () => {
  it.each(['green', 'unproven', 'triage', 'plan', 'stopped'])('%s is as it was', (name) => {
    expectGolden(`json/${name}.json`, jsonReport(stories[name]!(), { locale: 'en' }));
  });

  it('says the essentials in its own fields', () => {
    const report = JSON.parse(jsonReport(stories['unproven']!(), { locale: 'en' })) as ReportDocument;
    expect(report).toMatchObject({ version: 1, outcome: 'failed', exitCode: 2, inputs: { token: null } });
    expect(report.failures.map(({ title }) => title)).toEqual([
      'Restart mcsm-daemon.service',
      'Restart mcsm-daemon.service',
    ]);
    expect(report.rollback[0]).toMatchObject({ step: 'restart', outcome: 'failed' });
    const triage = JSON.parse(jsonReport(stories['triage']!(), { locale: 'en' })) as ReportDocument;
    expect(triage.verdict).toMatchObject({
      id: 'oom',
      because: { Result: 'oom-kill' },
      next: 'mcsmanager/recover-daemon',
    });
  });
});

describe('a runbook’s Markdown', () => {
  it.each([
    ['[x](javascript:alert(1))', 'a'],
    ['[x](command:workbench.action.quit)', 'a'],
    ['[x](vscode:extension/evil)', 'a'],
    ['[x](file:///etc/passwd)', 'a'],
    ['[x](data:text/html,hi)', 'a'],
    ['[x](  javascript&colon;alert(1))', 'a'],
    ['<https://a.example> <javascript:alert(1)>', 'script'],
    ['![x](https://evil.example/x.png)', 'img'],
    ['<img src=x onerror=alert(1)>', 'img'],
    ['<script>alert(1)</script>', 'script'],
  ])('%s makes no <%s>', (text, element) => {
    expect(allOf(parseMarkup(renderMarkdown(text)), element)).toEqual([]);
  });

  it.each(['https://a.example', 'http://a.example', 'mailto:a@b.example', '#part'])('links to %s', (url) => {
    const [link] = allOf(parseMarkup(renderMarkdown(`[x](${url})`)), 'a');
    expect(link!.attributes).toEqual({ href: url, rel: 'noreferrer noopener' });
  });

  it('keeps emphasis, lists, tables and code', () => {
    const parsed = parseMarkup(renderMarkdown('**b** `c`\n\n- i\n\n| h |\n| - |\n| d |\n'));
    for (const name of ['strong', 'code', 'li', 'td']) expect(allOf(parsed, name)).toHaveLength(1);
  });
});
