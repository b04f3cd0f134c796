// Makes the memory of the daemon on a booted host, and of each of its instances, grow, saw, step or stay.
import { readFile } from 'node:fs/promises';
import type { BootedHost } from './bootHost.ts';

/** What a memory does from now on; `still` lets go of all of it. */
export type MemoryShape = 'grow' | 'saw' | 'step' | 'still';

const folder = '/opt/mcsmanager/daemon';
const leak = `setInterval(() => {
  const grows = fs.existsSync('memory');
  globalThis.held = grows ? [...(globalThis.held ?? []), ...Array.from({ length: 2 }, () => Buffer.alloc(1 << 20, 1))] : [];
}, 500);`;

async function asRoot(host: BootedHost, script: string): Promise<void> {
  const { code, stderr } = await host.run('sudo sh -s', `set -e\n${script}`);
  if (code !== 0) throw new Error(`The memory could not be shaped (${String(code)}): ${stderr}`);
}

/** Makes an installed daemon and its instances obey {@link shapeMemory}, and starts them anew. */
export async function giveShapes(host: BootedHost): Promise<void> {
  const instance = await readFile(new URL('guest/memory.py', import.meta.url), 'utf8');
  await asRoot(
    host,
    `cat > /srv/instance.py <<'end-of-file'\n${instance}\nend-of-file
    cat >> ${folder}/app.js <<'end-of-file'\n${leak}\nend-of-file
    systemctl restart mcsm-daemon
    wanted=$(ls ${folder}/data/InstanceConfig | wc -l)
    for try in $(seq 120); do nc -z 127.0.0.1 24444 && break; sleep 0.5; done
    ls ${folder}/data/InstanceConfig | sed 's/\\.json$//' > /run/start-instances
    mv /run/start-instances ${folder}/
    for try in $(seq 120); do [ "$(pgrep -fc /srv/instance.py)" -ge "$wanted" ] && exit; sleep 0.5; done
    exit 1`,
  );
}

/** Gives the memory of the daemon, or of the instance of this uuid, a shape. The daemon can but `grow`. */
export async function shapeMemory(host: BootedHost, whose: string, shape: MemoryShape): Promise<void> {
  const file = `${folder}/${whose === 'daemon' ? '' : `data/InstanceData/${whose}/`}memory`;
  await asRoot(host, shape === 'still' ? `rm -f ${file}` : `printf %s ${shape} > ${file}`);
}
