// The page's frame under its policy: nothing inline, nothing from elsewhere.
import { expect, it } from 'vitest';
import { pageHtml } from '../../../src/extension/panel/pageHtml.ts';

const options = {
  source: 'https://x.example',
  nonce: 'bm9uY2U=',
  script: 'https://x.example/p.js',
  style: 'https://x.example/p.css',
};

const page = pageHtml({ ...options, locale: 'zh-cn' });
const all = (pattern: RegExp): readonly string[] => [...page.matchAll(pattern)].map(([whole]) => whole);

it('lets nothing but its own style and a script with its nonce', () => {
  const [policy = ''] = all(/(?<=Content-Security-Policy" content=")[^"]*/g);
  expect(policy.split('; ')).toEqual([
    "default-src 'none'",
    "script-src 'nonce-bm9uY2U='",
    "style-src https://x.example 'nonce-bm9uY2U='",
    'font-src https://x.example',
    'img-src https://x.example',
    "base-uri 'none'",
    "form-action 'none'",
  ]);
});

it('has one script and one style, and nothing inline', () => {
  expect(all(/<script[^>]*>[^<]*<\/script>/g)).toEqual([
    '<script type="module" nonce="bm9uY2U=" src="https://x.example/p.js"></script>',
  ]);
  expect(all(/<link[^>]*>/g)).toEqual(['<link rel="stylesheet" href="https://x.example/p.css">']);
  expect(all(/<style|\sstyle=|\son\w+=/g)).toEqual([]);
  expect(page).toContain('<meta property="csp-nonce" content="bm9uY2U=">');
  expect(page).toContain('<html lang="zh-cn">');
});
