// New Runbook…: a sound runbook from a template, in the workspace's runbooks folder, open with its placeholders selected.
import { FileSystemError, SnippetString, Uri, window, workspace } from 'vscode';
import type { Services } from '../../Services.ts';
import type { Texts } from '../../texts/Texts.ts';
import { newRunbookPath } from './newRunbookPath.ts';
import { templateNames, templates, type TemplateName } from './templates.ts';

const folderName = 'runbooks';

/** Asks for template, folder (where there are several) and name. Without a workspace the runbook begins as an unsaved document. */
export async function newRunbook({ texts }: Services): Promise<void> {
  const template = await chooseTemplate(texts);
  if (template === undefined) return;
  const folders = workspace.workspaceFolders ?? [];
  if (folders.length === 0) {
    const untitled = await workspace.openTextDocument({ language: 'yaml' });
    await insert(await window.showTextDocument(untitled), template);
    return;
  }
  const folder =
    folders.length === 1
      ? folders[0]
      : await window.showWorkspaceFolderPick({ placeHolder: texts.say('commands.new.folder') });
  if (folder === undefined) return;
  const base = Uri.joinPath(folder.uri, folderName);
  const typed = await window.showInputBox({
    prompt: texts.say('commands.new.name'),
    validateInput: async (text) => {
      const path = newRunbookPath(text);
      if (path === undefined) return texts.say('commands.new.badName');
      const taken = await exists(Uri.joinPath(base, path));
      return taken ? texts.say('commands.new.taken', { path: `${folderName}/${path}` }) : undefined;
    },
  });
  const path = typed === undefined ? undefined : newRunbookPath(typed);
  if (path === undefined) return;
  const uri = Uri.joinPath(base, path);
  await workspace.fs.createDirectory(Uri.joinPath(uri, '..'));
  await workspace.fs.writeFile(uri, new Uint8Array());
  const editor = await window.showTextDocument(uri);
  await insert(editor, template);
  await editor.document.save();
}

async function chooseTemplate(texts: Texts): Promise<TemplateName | undefined> {
  const items = templateNames.map((name) => ({
    label: texts.say(`commands.new.${name}`),
    detail: texts.say(`commands.new.${name}Detail`),
    name,
  }));
  return (await window.showQuickPick(items, { placeHolder: texts.say('commands.new.template') }))?.name;
}

async function insert(editor: Awaited<ReturnType<typeof window.showTextDocument>>, name: TemplateName): Promise<void> {
  // Our indentation is what YAML says; the editor's own tab size must not touch it.
  editor.options = { insertSpaces: true, tabSize: 2 };
  await editor.insertSnippet(new SnippetString(templates[name]));
}

async function exists(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch (error) {
    if (error instanceof FileSystemError && error.code === 'FileNotFound') return false;
    throw error;
  }
}
