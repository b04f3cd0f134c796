// Before the first of these tests: packages the extension and installs it, with two of the tests' own, into one folder for all of them.
import { basename, join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildWhenChanged } from '../../scripts/build.mjs';
import { findBrowserEditor } from '../../scripts/lib/browserEditor.mjs';
import type { BrowserEditor } from '../../scripts/lib/browserEditor.mjs';
import { extensionsFolder, installExtensions, layOutHome } from '../../scripts/lib/editorServer.mjs';
import { findChromium } from '../../scripts/lib/findChromium.mjs';
import { packageFolder } from '../../scripts/lib/packageFolder.mjs';
import { root } from '../../scripts/lib/root.mjs';
import { packageExtension } from '../../scripts/package.mjs';
import { tempFolder } from '../support/tempFolder.ts';

/** What the tests start from. */
export interface PreparedEditor {
  readonly editor: BrowserEditor;
  readonly chromium: string;
  /** The folder that the extensions are installed in. */
  readonly extensions: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Null where this machine has no browser editor or no browser. */
    readonly editor: PreparedEditor | null;
  }
}

/** Vitest calls it once, and what it returns at the end. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const [editor, chromium] = [findBrowserEditor(), findChromium()];
  if (editor === undefined || chromium === undefined) {
    project.provide('editor', null);
    return undefined;
  }
  const folder = await tempFolder('editor-extensions');
  try {
    const own = join(folder.path, 'gated-runbooks.vsix');
    await buildWhenChanged();
    await packageExtension(own);
    const tests = ['files', 'language'].map((name) => join(folder.path, `${name}.vsix`));
    for (const file of tests) await packageFolder(join(root, 'test/vscode/extensions', basename(file, '.vsix')), file);
    const home = join(folder.path, 'home');
    layOutHome(home);
    await installExtensions(editor, home, [own, ...tests]);
    project.provide('editor', { editor, chromium, extensions: extensionsFolder(home) });
    return () => folder.remove();
  } catch (error) {
    await folder.remove();
    throw error;
  }
}
