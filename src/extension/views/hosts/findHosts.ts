// Finds the hosts that a person may mean: of the ssh configuration, and of every hosts.yaml in the workspace.
import { join } from 'node:path';
import { workspace, type Uri } from 'vscode';
import { findIn } from '../../files/findIn.ts';
import type { Services } from '../../Services.ts';
import type { HostSource, KnownHost } from './KnownHosts.ts';

/** Beside the runbooks or at the top of a folder. */
const inventories = '{hosts,**/hosts}.yaml';

/** Looks anew each time: files change. Nothing is connected. */
export async function findHosts(services: Services): Promise<readonly HostSource[]> {
  const engine = services.engine();
  const options = services.ssh.options();
  const describe = async (name: string): Promise<KnownHost> => ({
    name,
    described: await engine.describeHost(name, options),
  });
  const { userConfig } = options;
  const listed = await engine.listAliases(options);
  const label = userConfig ?? join('~', '.ssh', 'config');
  const config: HostSource =
    'problem' in listed
      ? { id: 'config', label, hosts: [], problem: listed.problem }
      : { id: 'config', label, hosts: await Promise.all(listed.aliases.map(({ name }) => describe(name))) };
  const teams = await Promise.all(
    (await inventoriesOf()).map(async (uri): Promise<HostSource> => {
      const text = await services.runbooks.read(uri).catch(() => '');
      const { hosts, groups } = engine.readHostNames(text);
      const { diagnostics } = engine.readInventory({ uri: uri.toString(), text });
      const wrong = diagnostics.find(({ severity }) => severity === 'error');
      return {
        id: uri.toString(),
        label: workspace.asRelativePath(uri),
        hosts: await Promise.all(hosts.map(describe)),
        groups,
        ...(wrong === undefined ? {} : { problem: { code: wrong.code, args: wrong.args } }),
      };
    }),
  );
  return [config, ...teams];
}

async function inventoriesOf(): Promise<readonly Uri[]> {
  const found = await Promise.all((workspace.workspaceFolders ?? []).map((folder) => findIn(folder, [inventories])));
  return found.flat();
}
