// What the doctor makes of a host's answers.
import { expect, test } from 'vitest';
import { readExamination } from '../../../../../src/runbooks/hosts/ssh/doctor/readExamination.ts';
import { say } from '../../../../../src/runbooks/texts/say.ts';

const MARK = 'mark:';
const well = {
  login: 'ops',
  sudo: 'yes',
  setsid: 'yes',
  systemdRun: 'yes',
  missing: '',
};
const folders = ['ext4 9000000 no /var/lib', 'ext4 9000000 yes /home/ops/.local/state'];

function examine(change: Partial<Record<string, string>>, places: readonly string[] = folders) {
  const answers = Object.entries<string | undefined>({ ...well, ...change }).filter(([, value]) => value !== undefined);
  const lines = [
    'Welcome!',
    ...answers.map(([key, value]) => `${MARK}${key}=${value}`),
    ...places.map((place) => `${MARK}folder=${place}`),
    `prompt$ ${MARK}end=yes`,
  ];
  const findings = readExamination('db1', MARK, `${lines.join('\n')}\n`) ?? [];
  return Object.fromEntries(
    findings.map(({ check, status, message }) => [check, { status, code: message.code, text: say('en', message) }]),
  );
}

test('all is well', () => {
  expect(Object.values(examine({})).map(({ status }) => status)).toEqual(['ok', 'ok', 'ok', 'ok']);
});

test('a script that did not get to its end says nothing', () => {
  expect(readExamination('db1', MARK, `${MARK}sudo=yes\nno such file`)).toBeUndefined();
});

test.each([
  ['sudo refused', { sudo: 'refused', sudoSaid: 'a password is required' }, 'sudo', 'warn', 'ops ALL=(root) NOPASSWD:'],
  ['no sudo', { sudo: 'missing' }, 'sudo', 'warn', 'Install sudo'],
  ['root', { sudo: 'root', login: 'root' }, 'sudo', 'ok', 'root'],
  ['no way to detach', { setsid: undefined, systemdRun: undefined }, 'detach', 'bad', 'util-linux'],
  ['only systemd-run', { setsid: undefined }, 'detach', 'bad', 'util-linux'],
  ['missing utilities', { missing: ' od tail' }, 'utilities', 'bad', 'od tail'],
  ['state of the login', { sudo: 'refused' }, 'state', 'warn', '/home/ops/.local/state'],
])('%s', (_, change, check, status, text) => {
  expect(examine(change)[check]).toMatchObject({ status, text: expect.stringContaining(text) as string });
});

test.each([
  ['tmpfs', ['tmpfs 9000000 yes /var/lib'], 'hosts.doctorStateMemory'],
  ['full', ['ext4 1000 yes /var/lib'], 'hosts.doctorStateFull'],
  ['none', [], 'hosts.doctorNoState'],
])('state: %s', (_, places, code) => {
  expect(examine({}, places)['state']).toMatchObject({ status: 'bad', code });
});

test('state that the login may not write', () => {
  const places = ['ext4 9000000 no /var/lib', 'ext4 9000000 no /home'];
  expect(examine({ sudo: 'refused' }, places)['state']).toMatchObject({ code: 'hosts.doctorStateUnwritable' });
});
