// Signs something with an agent's key, so that ssh-keygen -Y verify can check it.
import type { Signer } from './chooseSigner.ts';
import { armour, signedBytes } from './Signature.ts';

/** The signature's file. Rejects with an AgentError where the key does not sign. */
export async function composeSignature(message: Buffer, namespace: string, signer: Signer): Promise<string> {
  const hash = 'sha512';
  const signature = await signer.sign(signedBytes(message, namespace, hash));
  return armour({ key: signer.key.blob, namespace, hash, signature });
}
