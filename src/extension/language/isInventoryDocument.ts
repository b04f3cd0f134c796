// Telling a team's hosts.yaml from other YAML, of that name too, without loading the engine.
import { workspace, type TextDocument } from 'vscode';
import { inventoryFile } from '../files/inventoryFile.ts';

const SAYS_SO = /^(?:schema|"schema"|'schema')[ \t]*:[ \t]*["']?hosts\//m;
/** It says what it is at its beginning. */
const BEGINNING = 100_000;

/** Whether a document is an inventory: it says so, or it is where runs look for one: at the top of a folder, or beside runbooks. */
export function isInventoryDocument(document: TextDocument): boolean {
  if (document.languageId !== 'yaml') return false;
  if (SAYS_SO.test(document.getText().slice(0, BEGINNING))) return true;
  const folder = workspace.getWorkspaceFolder(document.uri);
  if (folder === undefined) return false;
  const path = document.uri.path.slice(folder.uri.path.length).replace(/^\//, '');
  return path === inventoryFile || path.endsWith(`runbooks/${inventoryFile}`);
}
