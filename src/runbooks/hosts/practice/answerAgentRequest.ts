// The agent's side of the ssh-agent protocol, for one key: it lists and signs, and refuses everything else.
import type { Key } from './makeKey.ts';
import { readWireString, wireString } from './wire.ts';

const failure = Buffer.from([5]);
const comment = 'gated-runbooks practice';

/** The answer to one request; both without their lengths. */
export function answerAgentRequest(request: Buffer, key: Key): Buffer {
  switch (request[0]) {
    case 11:
      return Buffer.concat([Buffer.from([12, 0, 0, 0, 1]), wireString(key.blob), wireString(comment)]);
    case 13: {
      const wanted = readWireString(request, 1);
      const data = wanted === undefined ? undefined : readWireString(request, wanted.next);
      if (wanted === undefined || data === undefined || !wanted.bytes.equals(key.blob)) return failure;
      return Buffer.concat([Buffer.from([14]), wireString(key.sign(data.bytes))]);
    }
    default:
      return failure;
  }
}
