// An image of the stand-in daemon for Docker on a booted host, made of that host's own files: there is no registry to pull from.
import { readFile } from 'node:fs/promises';
import type { BootedHost } from './bootHost.ts';

/** The daemon itself eats the memory once the file /tmp/eat is there. */
const eats = `setInterval(() => {
  if (!require('node:fs').existsSync('/tmp/eat')) return;
  require('node:fs').unlinkSync('/tmp/eat');
  for (const eaten = []; ; ) eaten.push(Buffer.alloc(4 << 20, 1));
}, 200);`;

/** Makes the image (some seconds) and gives its id. Node, Python, curl and a shell are in it, as in MCSManager's own. */
export async function importDaemonImage(host: BootedHost): Promise<string> {
  const [app, instance] = await Promise.all(
    ['mcsm-daemon.js', 'instance.py'].map((name) => readFile(new URL(`guest/${name}`, import.meta.url), 'utf8')),
  );
  const { code, stdout, stderr } = await host.run(
    'sudo sh -s',
    `set -e
own=$(mktemp -d /var/tmp/image.XXXXXX)
trap 'rm -rf "$own"' EXIT
mkdir -p "$own/proc" "$own/tmp" "$own/srv" "$own/opt/mcsmanager/daemon"
cat > "$own/opt/mcsmanager/daemon/app.js" <<'end-of-file'
${eats}
${app!}
end-of-file
echo '{ "name": "mcsmanager-daemon", "version": "4.18.2" }' > "$own/opt/mcsmanager/daemon/package.json"
cat > "$own/srv/instance.py" <<'end-of-file'
${instance!}
end-of-file
# Each file under its own name and, where that is a link, what it leads to.
for program in node python3 curl sh cat; do
  command -v $program
  ldd "$(command -v $program)" | grep -o '/[^ )]*'
done | sort -u | while read -r file; do
  echo "$(readlink -f "$(dirname "$file")")/$(basename "$file")"
  readlink -f "$file"
done | sort -u | sed 's|^/||' > "$own/files"
tar -C / -c bin lib lib64 usr/share/nodejs usr/lib/python3.11 -T "$own/files" -C "$own" proc tmp srv opt |
  docker import -c 'WORKDIR /opt/mcsmanager/daemon' -c 'CMD ["node","app.js","--max-old-space-size=8192"]' -`,
  );
  if (code !== 0) throw new Error(`The image could not be made: ${stderr}`);
  return stdout.trim();
}

/** An image made of another by a piece of JavaScript that runs in it, beside app.js: its id. */
export async function changeDaemonImage(host: BootedHost, image: string, script: string): Promise<string> {
  const { code, stdout, stderr } = await host.run(
    `sudo sh -c 'docker run --interactive --name changed ${image} node - >&2 && docker commit -c "CMD [\\"node\\",\\"app.js\\",\\"--max-old-space-size=8192\\"]" changed && docker rm changed >&2'`,
    script,
  );
  if (code !== 0) throw new Error(`The image could not be changed: ${stderr}`);
  return stdout.trim();
}
