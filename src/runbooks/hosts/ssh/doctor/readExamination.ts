// The host's answers → findings.
import type { Message } from '../../../texts/Message.ts';
import type { Finding } from './Finding.ts';

interface Folder {
  readonly kind: string;
  readonly freeKib: number;
  readonly writable: boolean;
  readonly path: string;
}

const LEAST_FREE_MIB = 64;

/** The answers in `output` that carry `mark`; undefined where the script did not get to its end. */
export function readExamination(host: string, mark: string, output: string): readonly Finding[] | undefined {
  const answers = output.split('\n').flatMap((line): [string, string][] => {
    const at = line.indexOf(mark);
    const [, key, value] = at < 0 ? [] : (/^(\w+)=(.*)$/.exec(line.slice(at + mark.length)) ?? []);
    return key === undefined || value === undefined ? [] : [[key, value]];
  });
  const one = new Map(answers);
  if (!one.has('end')) return undefined;
  const folders = answers.filter(([key]) => key === 'folder').map(([, value]) => folderOf(value));
  const isRoot = one.get('sudo') === 'root' || one.get('sudo') === 'yes';
  return [
    sudo(host, one),
    detach(host, one.has('setsid'), one.has('systemdRun')),
    state(host, isRoot ? folders[0] : folders[1], isRoot),
    utilities(host, (one.get('missing') ?? '').trim()),
  ];
}

function folderOf(text: string): Folder {
  const [kind = '', free = '', writable = '', ...path] = text.split(' ');
  return { kind, freeKib: Number(free), writable: writable === 'yes', path: path.join(' ') };
}

function sudo(host: string, answers: ReadonlyMap<string, string>): Finding {
  const login = answers.get('login') ?? '';
  const find = (status: Finding['status'], code: Message['code']): Finding => ({
    check: 'sudo',
    status,
    message: { code, args: { host, login, said: answers.get('sudoSaid')?.trim() ?? '' } },
  });
  switch (answers.get('sudo')) {
    case 'root':
      return find('ok', 'hosts.doctorRoot');
    case 'yes':
      return find('ok', 'hosts.doctorSudo');
    case 'missing':
      return find('warn', 'hosts.doctorNoSudo');
    default:
      return find('warn', 'hosts.doctorSudoRefused');
  }
}

/** `systemd-run` alone is not enough: it only frees a session of its own from logind. */
function detach(host: string, setsid: boolean, systemdRun: boolean): Finding {
  if (!setsid) return { check: 'detach', status: 'bad', message: { code: 'hosts.doctorNoDetach', args: { host } } };
  const how = systemdRun ? 'setsid, systemd-run' : 'setsid';
  return { check: 'detach', status: 'ok', message: { code: 'hosts.doctorDetach', args: { host, how } } };
}

function state(host: string, folder: Folder | undefined, isRoot: boolean): Finding {
  if (folder === undefined)
    return { check: 'state', status: 'bad', message: { code: 'hosts.doctorNoState', args: { host } } };
  const freeMib = Math.floor(folder.freeKib / 1024);
  const args = { host, folder: folder.path, kind: folder.kind, free: freeMib, least: LEAST_FREE_MIB };
  const find = (status: Finding['status'], code: Message['code']): Finding => ({
    check: 'state',
    status,
    message: { code, args },
  });
  if (folder.kind === 'tmpfs' || folder.kind === 'ramfs') return find('bad', 'hosts.doctorStateMemory');
  if (!folder.writable && !isRoot) return find('bad', 'hosts.doctorStateUnwritable');
  if (freeMib < LEAST_FREE_MIB) return find('bad', 'hosts.doctorStateFull');
  return isRoot ? find('ok', 'hosts.doctorState') : find('warn', 'hosts.doctorStateLogin');
}

function utilities(host: string, missing: string): Finding {
  const code = missing === '' ? 'hosts.doctorUtilities' : 'hosts.doctorNoUtilities';
  return {
    check: 'utilities',
    status: missing === '' ? 'ok' : 'bad',
    message: { code, args: { host, missing } },
  };
}
