// Makes a fresh checkout ready: Node's version, npm packages, system packages, the build. Does nothing where nothing is missing.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { installBrowserEditor, whyNoBrowserEditor } from './lib/browserEditor.mjs';
import { findChromium } from './lib/findChromium.mjs';
import { hasCommand } from './lib/hasCommand.mjs';
import { isInstalled } from './lib/isInstalled.mjs';
import { root } from './lib/root.mjs';

const leastNode = '20.19.0';

/**
 * Commands and the Debian packages that bring them.
 * @type {Readonly<Record<'tests' | 'hosts', Readonly<Record<string, string>>>>}
 */
const systemPackages = {
  tests: {
    bash: 'bash',
    busybox: 'busybox',
    dash: 'dash',
    setsid: 'util-linux',
    shellcheck: 'shellcheck',
    ssh: 'openssh-client',
    sshd: 'openssh-server',
  },
  hosts: {
    ethtool: 'ethtool',
    gcc: 'gcc',
    ip: 'iproute2',
    'mkfs.ext4': 'e2fsprogs',
    mmdebstrap: 'mmdebstrap',
    patchelf: 'patchelf',
    ps: 'procps',
    python3: 'python3',
  },
};

/** What went wrong with the set-up, in a sentence that says what to do; not a bug. */
export class SetupError extends Error {}

/** @param {string} version @returns {number[]} */
const parts = (version) => version.split('.').map(Number);

function checkNode() {
  const [have, least] = [parts(process.versions.node), parts(leastNode)];
  const at = least.findIndex((part, index) => part !== have[index]);
  if (at >= 0 && (have[at] ?? 0) < (least[at] ?? 0)) {
    throw new SetupError(
      `Node ${leastNode} or later is needed; this is ${process.versions.node}. Get one from https://nodejs.org.`,
    );
  }
}

/**
 * Runs a program in the checkout, its output shown.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Readonly<Record<string, string>>} environment
 * @returns {boolean} whether it exited with 0
 */
function runs(command, args, environment = {}) {
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...environment },
  });
  return status === 0;
}

function installNpmPackages() {
  if (isInstalled()) return;
  console.log('Installing the npm packages of the lockfile …');
  if (!runs('npm', ['ci', '--no-audit', '--no-fund'])) {
    throw new SetupError('npm ci failed; its own words are above. Mend that (network? registry?) and start again.');
  }
}

/** How this user becomes root without being asked; undefined when they can't. */
function elevation() {
  if (process.getuid?.() === 0) return [];
  const allowed = hasCommand('sudo') && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0;
  return allowed ? ['sudo', '-n'] : undefined;
}

/**
 * Installs what is missing, where apt-get and the right to use it are there. What stays missing is no error: the tests
 * that need it are counted as skipped, with the command that would cure it.
 * @param {readonly ('tests' | 'hosts')[]} groups
 */
function installSystemPackages(groups) {
  const wanted = groups.flatMap((group) => Object.entries(systemPackages[group]));
  const lacking = wanted.filter(([command]) => !hasCommand(command)).map(([, name]) => name);
  // Whichever browser of its kind is there will do.
  if (groups.includes('tests') && findChromium() === undefined) lacking.push('chromium');
  // A host's packages are checked against Debian's keys, which Ubuntu does not bring.
  if (groups.includes('hosts') && !existsSync('/usr/share/keyrings/debian-archive-keyring.gpg'))
    lacking.push('debian-archive-keyring');
  const missing = [...new Set(lacking)];
  if (missing.length === 0 || process.platform !== 'linux') return;
  const become = elevation();
  const install = ['apt-get', 'install', '-y', '--no-install-recommends', ...missing];
  if (!hasCommand('apt-get') || become === undefined) {
    const cure = hasCommand('apt-get') ? `sudo ${install.join(' ')}` : `your package manager: ${missing.join(', ')}`;
    console.log(`Not installed here, and nobody to ask for root. To have everything: ${cure}`);
    return;
  }
  console.log(`Installing ${missing.join(', ')} …`);
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
  /** @param {readonly string[]} words */
  const asRoot = (words) => {
    const [command = '', ...args] = [...become, ...words];
    return runs(command, args, quiet);
  };
  if (!asRoot(install) && !(asRoot(['apt-get', 'update', '-q']) && asRoot(install))) {
    console.log(`apt-get could not install ${missing.join(', ')}; what needs them is counted as skipped.`);
  }
}

/** Where it can't be had, the tests that need it are counted as skipped, with the cure. */
function downloadEditor() {
  if (whyNoBrowserEditor() !== undefined) return;
  try {
    installBrowserEditor(console.log);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    console.log(`The browser editor could not be downloaded; what needs it is counted as skipped. ${error.message}`);
  }
}

/**
 * Makes the checkout ready.
 * @param {readonly ('tests' | 'hosts')[]} groups system packages wanted
 * @param {boolean} editor whether the browser editor is wanted too
 */
export async function setUp(groups, editor = false) {
  checkNode();
  installNpmPackages();
  installSystemPackages(groups);
  if (editor) downloadEditor();
  const { buildWhenChanged } = await import('./build.mjs');
  const built = await buildWhenChanged().catch((/** @type {unknown} */ error) => {
    throw new SetupError('The sources do not build; why is said above.', { cause: error });
  });
  if (built) console.log('Built dist/.');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await setUp(['tests', 'hosts'], true);
