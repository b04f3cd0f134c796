// Plays VS Code's part: serves the page under the same content security policy, with a theme and `acquireVsCodeApi`.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { bodyClasses, themes } from './themes.ts';
import type { ThemeName } from './themes.ts';

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.ttf': 'font/ttf',
};
const nonce = 'dGhlIHBhZ2UncyBub25jZQ';

export interface ServedPage {
  readonly url: (theme: ThemeName) => string;
  readonly close: () => Promise<void>;
}

/** Serves the page that was built into `folder`. */
export async function servePage(folder: string): Promise<ServedPage> {
  const server = createServer((request, response) => {
    const { pathname, searchParams, origin } = new URL(request.url ?? '/', `http://${request.headers.host ?? ''}`);
    const extension = path.extname(pathname);
    if (pathname === '/') {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.end(
        document(searchParams.get('theme') === 'light' ? 'light' : themeOf(searchParams.get('theme')), origin),
      );
    } else if (extension in types) {
      response.writeHead(200, { 'content-type': types[extension] });
      response.end(readFileSync(path.join(folder, path.basename(pathname))));
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: (theme) => `http://127.0.0.1:${String(port)}/?theme=${theme}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function themeOf(name: string | null): ThemeName {
  return name === 'highContrast' ? 'highContrast' : 'dark';
}

function document(theme: ThemeName, origin: string): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}' ${origin}`,
    `font-src ${origin}`,
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta property="csp-nonce" content="${nonce}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Run</title>
<link rel="stylesheet" href="page.css">
<script nonce="${nonce}">
  const fonts = { 'font-family': 'system-ui, sans-serif', 'font-size': '13px', 'font-weight': 'normal',
    'editor-font-family': 'monospace', 'editor-font-size': '12px' };
  for (const [name, value] of Object.entries({ ...fonts, ...${JSON.stringify(themes[theme])} }))
    document.documentElement.style.setProperty('--vscode-' + name, value);
  window.posted = [];
  window.violations = [];
  addEventListener('securitypolicyviolation', (event) => window.violations.push(event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sample));
  window.acquireVsCodeApi = () => ({
    postMessage: (message) => window.posted.push(message),
    getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined,
    setState: (state) => sessionStorage.setItem('state', JSON.stringify(state)),
  });
</script>
</head>
<body class="${bodyClasses[theme]}">
<script nonce="${nonce}" src="page.js"></script>
</body>
</html>`;
}
