// An ssh-agent in this process, for what no program can be made to do: hold a security key, ask a person, be slow, refuse.
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:net';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { tempFolder } from './tempFolder.ts';

export interface SoftAgentOptions {
  /** `sk-ed25519`: as a FIDO token signs, with the touch flag and a counter. */
  readonly kind?: 'ed25519' | 'sk-ed25519';
  /** Called for each signature; it is given when this resolves true, refused when false. Default: at once. */
  readonly maySign?: () => Promise<boolean> | boolean;
}

export interface SoftAgent {
  readonly socket: string;
  /** Line for authorized_keys. */
  readonly line: string;
  readonly comment: string;
  /** Most signatures that were asked for at the same time. */
  readonly mostAtOnce: number;
  readonly signatures: number;
  stop(): Promise<void>;
}

const FAILURE = Buffer.of(5);

/** Starts an agent with one new key. */
export async function startSoftAgent(options: SoftAgentOptions = {}): Promise<SoftAgent> {
  const { kind = 'ed25519', maySign = () => true } = options;
  const folder = await tempFolder('soft-agent');
  const socket = join(folder.path, 'agent.sock');
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const point = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  const token = kind === 'sk-ed25519';
  const type = token ? 'sk-ssh-ed25519@openssh.com' : 'ssh-ed25519';
  const blob = Buffer.concat([field(type), field(point), ...(token ? [field('ssh:')] : [])]);
  const comment = `soft ${kind}`;
  let counter = 0;
  let busy = 0;
  let mostAtOnce = 0;

  const signature = (data: Buffer): Buffer => {
    counter++;
    if (!token) return Buffer.concat([field(type), field(sign(null, data, privateKey))]);
    const touchAndCounter = Buffer.alloc(5);
    touchAndCounter.writeUInt8(1);
    touchAndCounter.writeUInt32BE(counter, 1);
    const signed = Buffer.concat([sha256(Buffer.from('ssh:')), touchAndCounter, sha256(data)]);
    return Buffer.concat([field(type), field(sign(null, signed, privateKey)), touchAndCounter]);
  };
  const answer = async (request: Buffer): Promise<Buffer> => {
    if (request[0] === 11) return Buffer.concat([Buffer.of(12), uint32(1), field(blob), field(comment)]);
    if (request[0] !== 13) return FAILURE;
    mostAtOnce = Math.max(mostAtOnce, ++busy);
    try {
      if (!(await maySign())) return FAILURE;
    } finally {
      busy--;
    }
    const afterKey = 5 + request.readUInt32BE(1);
    return Buffer.concat([
      Buffer.of(14),
      field(signature(request.subarray(afterKey + 4, afterKey + 4 + request.readUInt32BE(afterKey)))),
    ]);
  };

  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    sockets.add(client);
    client.once('close', () => sockets.delete(client));
    client.on('error', () => client.destroy());
    let input = Buffer.alloc(0);
    client.on('data', (piece: Buffer) => {
      input = Buffer.concat([input, piece]);
      while (input.length >= 4 && input.length >= 4 + input.readUInt32BE(0)) {
        const end = 4 + input.readUInt32BE(0);
        void answer(input.subarray(4, end)).then((reply) => client.write(field(reply)));
        input = input.subarray(end);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  return {
    socket,
    line: `${type} ${blob.toString('base64')} ${comment}`,
    comment,
    get mostAtOnce() {
      return mostAtOnce;
    },
    get signatures() {
      return counter;
    },
    stop: async () => {
      sockets.forEach((client) => client.destroy());
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await folder.remove();
    },
  };
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function field(value: string | Buffer): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([uint32(bytes.length), bytes]);
}

function sha256(value: Buffer): Buffer {
  return createHash('sha256').update(value).digest();
}
