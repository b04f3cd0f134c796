// What `npm start` adds to the editor: it brings up the practice host and opens the run page. The extension itself never does so unasked.
'use strict';
const { commands, extensions, Uri } = require('vscode');

exports.activate = async () => {
  const { extensionUri } = extensions.getExtension('gated-runbooks.gated-runbooks');
  const runbook = Uri.joinPath(extensionUri, 'runbooks/mcsmanager/recover-daemon.yaml');
  await commands.executeCommand('gatedRunbooks.startPractice', 'daemon-oom-killed');
  await commands.executeCommand('gatedRunbooks.run', runbook, { practice: { settle: '10s' } });
};
