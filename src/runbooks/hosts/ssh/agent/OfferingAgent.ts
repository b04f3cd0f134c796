// ssh2's view of an agent: the selected keys, certificates and security keys among them.
import ssh2 from 'ssh2';
import type { IdentityCallback, ParsedKey, SignCallback, SigningRequestOptions } from 'ssh2';
import type { AgentIdentity } from './AgentIdentity.ts';
import type { SigningQueue } from './SigningQueue.ts';
import { signWithAgent } from './signWithAgent.ts';
import type { RsaHash } from './signWithAgent.ts';

export interface OfferingOptions {
  readonly path: string;
  readonly identities: readonly AgentIdentity[];
  readonly queue: SigningQueue;
  /** Called when a signature takes longer than a machine needs: somebody is asked for a touch or a password. */
  readonly onWaiting: (comment: string) => void;
  /** Milliseconds for one signature; default a minute. */
  readonly patience?: number;
  readonly signal?: AbortSignal | undefined;
  /** Called with true when a signature is asked for, with false when it is there or failed. */
  readonly onSigning?: (busy: boolean) => void;
}

const PATIENCE = 60_000;
const NOTICEABLE = 1_000;

/** Offers identities to ssh2 and signs by the agent. It signs whole blobs: use it with sendWholeSignatures. */
export class OfferingAgent extends ssh2.BaseAgent<ParsedKey> {
  readonly #options: OfferingOptions;
  readonly #identities = new WeakMap<object, AgentIdentity>();
  #used: AgentIdentity | undefined;
  readonly #errors: { identity: AgentIdentity; error: unknown }[] = [];

  constructor(options: OfferingOptions) {
    super();
    this.#options = options;
  }

  /** The keys as they are offered, in order. */
  get offered(): readonly AgentIdentity[] {
    return this.#options.identities;
  }

  /** The key that signed last: after a login, the one that was accepted. */
  get used(): AgentIdentity | undefined {
    return this.#used;
  }

  /** Keys that the server would take but that did not sign, and why (AgentErrors). */
  get failures(): readonly { readonly identity: AgentIdentity; readonly error: unknown }[] {
    return this.#errors;
  }

  override getIdentities(callback: IdentityCallback<ParsedKey>): void {
    callback(
      undefined,
      this.#options.identities.map((identity) => {
        const key = asParsedKey(identity);
        this.#identities.set(key, identity);
        return key;
      }),
    );
  }

  override sign(
    key: ParsedKey,
    data: Buffer,
    options: SigningRequestOptions | SignCallback,
    callback: SignCallback = () => undefined,
  ): void {
    const [{ hash }, done] = typeof options === 'function' ? [{ hash: undefined }, options] : [options, callback];
    const identity = this.#identities.get(key);
    if (identity === undefined) {
      done(new Error('asked for a key that was not offered'));
      return;
    }
    const { queue, onSigning = () => undefined } = this.#options;
    onSigning(true);
    queue
      .run(() => this.#sign(identity, data, identity.key.certificate ? 'sha512' : hash))
      .finally(() => onSigning(false))
      .then(
        (signature) => {
          this.#used = identity;
          done(undefined, signature);
        },
        (error: unknown) => {
          this.#errors.push({ identity, error });
          done(error instanceof Error ? error : new Error(String(error)));
        },
      );
  }

  async #sign(identity: AgentIdentity, data: Buffer, hash: RsaHash | undefined): Promise<Buffer> {
    const { path, patience = PATIENCE, onWaiting, signal } = this.#options;
    const isRsa = identity.key.rsaBits !== undefined;
    const notice = setTimeout(() => onWaiting(identity.comment), NOTICEABLE);
    try {
      return await signWithAgent(path, identity, data, isRsa ? hash : undefined, { timeout: patience, signal });
    } finally {
      clearTimeout(notice);
    }
  }
}

// ssh2 takes only keys that its own parser made, and that one knows neither certificates nor security keys. So every
// key we offer inherits from one that it did make, and says for itself what is sent.
const parsedByItself = ssh2.utils.parseKey(
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
);

function asParsedKey(identity: AgentIdentity): ParsedKey {
  const { type, blob } = identity.key;
  return Object.create(parsedByItself, {
    type: { value: type === 'ssh-rsa-cert-v01@openssh.com' ? 'rsa-sha2-512-cert-v01@openssh.com' : type },
    comment: { value: identity.comment },
    getPublicSSH: { value: () => blob },
  }) as ParsedKey;
}
