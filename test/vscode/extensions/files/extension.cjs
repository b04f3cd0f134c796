// A file system `held:` whose files are in memory; it begins with those that the environment names, as JSON by path. And a command
// that follows a deep link of the extension, as a browser or another program would.
'use strict';
const {
  commands,
  env,
  EventEmitter,
  FileChangeType,
  FileSystemError,
  FileType,
  Uri,
  window,
  workspace,
} = require('vscode');

/** @type {Map<string, Uint8Array>} */
const files = new Map(
  Object.entries(JSON.parse(process.env.HELD_FILES || '{}')).map(([name, text]) => [name, Buffer.from(String(text))]),
);
const changed = new EventEmitter();

/** @param {string} folder */
const below = (folder) => [...files.keys()].filter((name) => name.startsWith(folder.replace(/\/?$/, '/')));

exports.activate = (/** @type {import('vscode').ExtensionContext} */ context) => {
  const provider = {
    onDidChangeFile: changed.event,
    watch: () => ({ dispose: () => undefined }),
    stat(/** @type {import('vscode').Uri} */ uri) {
      const file = files.get(uri.path);
      if (file !== undefined) return { type: FileType.File, ctime: 0, mtime: 0, size: file.byteLength };
      if (below(uri.path).length === 0) throw FileSystemError.FileNotFound(uri);
      return { type: FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    },
    readDirectory(/** @type {import('vscode').Uri} */ uri) {
      const from = uri.path.replace(/\/?$/, '/').length;
      const entries = below(uri.path).map((name) => name.slice(from).split('/'));
      return [
        ...new Map(entries.map(([name, ...rest]) => [name, rest.length > 0 ? FileType.Directory : FileType.File])),
      ];
    },
    readFile(/** @type {import('vscode').Uri} */ uri) {
      const file = files.get(uri.path);
      if (file === undefined) throw FileSystemError.FileNotFound(uri);
      return file;
    },
    writeFile(/** @type {import('vscode').Uri} */ uri, /** @type {Uint8Array} */ content) {
      files.set(uri.path, content);
      changed.fire([{ type: FileChangeType.Changed, uri }]);
    },
    createDirectory: () => undefined,
    delete(/** @type {import('vscode').Uri} */ uri) {
      files.delete(uri.path);
      changed.fire([{ type: FileChangeType.Deleted, uri }]);
    },
    rename(/** @type {import('vscode').Uri} */ uri) {
      throw FileSystemError.NoPermissions(uri);
    },
  };
  context.subscriptions.push(
    workspace.registerFileSystemProvider('held', provider, { isCaseSensitive: true }),
    commands.registerCommand('tests.openLink', async () => {
      const rest = await window.showInputBox({ prompt: 'Path and query', ignoreFocusOut: true });
      await commands.executeCommand(
        'vscode.open',
        Uri.parse(`${env.uriScheme}://gated-runbooks.gated-runbooks${rest}`),
      );
    }),
  );
};
