// ssh2 writes the algorithm's name in front of every signature by itself. That is wrong for certificates (their
// signatures carry the plain key's algorithm) and security keys (flags and a counter follow). Here the agent's blob goes out as it came.
import type { Client, ParsedKey } from 'ssh2';
import { wireString } from './wireString.ts';

type Sign = (data: Buffer, done: (signature: Buffer) => void) => void;

/** The part of ssh2 1.17's inside that is touched; a test proves it against a real server. */
interface Inside {
  authPK(user: string, key: ParsedKey, algorithm?: string, sign?: Sign): void;
  readonly _kex: { readonly sessionID: Buffer };
  readonly _kexinit: unknown;
  _queue: Buffer[] | undefined;
  readonly _authsQueue: string[];
  readonly _cipher: { encrypt(packet: Buffer): void };
  readonly _packetRW: {
    readonly write: { readonly allocStart: number; alloc(size: number): Buffer; finalize(packet: Buffer): Buffer };
  };
}

const USERAUTH_REQUEST = 50;

/** Changes how this client sends signatures of public keys. Call it right after `client.connect()`, with an OfferingAgent. */
export function sendWholeSignatures(client: Client): void {
  const inside = (client as unknown as { readonly _protocol: Inside })._protocol;
  const query = inside.authPK.bind(inside);
  inside.authPK = (user, key, algorithm = key.type, sign) => {
    if (sign === undefined) {
      query(user, key, algorithm);
      return;
    }
    const request = Buffer.concat([
      Buffer.of(USERAUTH_REQUEST),
      ...[user, 'ssh-connection', 'publickey'].map(wireString),
      Buffer.of(1), // with a signature
      ...[algorithm, key.getPublicSSH()].map(wireString),
    ]);
    sign(Buffer.concat([wireString(inside._kex.sessionID), request]), (signature) => {
      const payload = Buffer.concat([request, wireString(signature)]);
      const packet = inside._packetRW.write.alloc(payload.length);
      packet.set(payload, inside._packetRW.write.allocStart);
      inside._authsQueue.push('publickey');
      const finished = inside._packetRW.write.finalize(packet);
      // While keys are exchanged anew, ssh2 keeps packets back in this queue.
      if (inside._kexinit === undefined) inside._cipher.encrypt(finished);
      else (inside._queue ??= []).push(finished);
    });
  };
}
