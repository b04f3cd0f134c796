// What people bring along from other inventories: how a host is reached, which only the SSH configuration says.
import type { Problem } from '../../language/document/Problem.ts';

/** Words for it in other inventories and in ssh_config, to the keyword that says it there. */
const REACHING: Readonly<Record<string, string>> = {
  address: 'HostName',
  hostname: 'HostName',
  host: 'HostName',
  ip: 'HostName',
  ansiblehost: 'HostName',
  user: 'User',
  username: 'User',
  login: 'User',
  ansibleuser: 'User',
  port: 'Port',
  ansibleport: 'Port',
  jump: 'ProxyJump',
  jumps: 'ProxyJump',
  jumphost: 'ProxyJump',
  bastion: 'ProxyJump',
  proxy: 'ProxyJump',
  proxyjump: 'ProxyJump',
  proxycommand: 'ProxyCommand',
  key: 'IdentityFile',
  identity: 'IdentityFile',
  identityfile: 'IdentityFile',
  privatekey: 'IdentityFile',
};

/** An unknown key that says how a host is reached, with where that belongs; every other problem as it is. */
export function reachingProblem(problem: Problem): Problem {
  if (problem.code !== 'language.unknownKey' && problem.code !== 'language.unknownKeyMeant') return problem;
  const key = problem.args?.['key'];
  if (typeof key !== 'string') return problem;
  const word = key.toLowerCase().replaceAll(/[-_]/g, '');
  const keyword = Object.hasOwn(REACHING, word) ? REACHING[word] : undefined;
  return keyword === undefined ? problem : { code: 'inventory.reaching', span: problem.span, args: { key, keyword } };
}
