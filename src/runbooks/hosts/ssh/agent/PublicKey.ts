// What a public key or a certificate says about itself.

/** A public key as SSH sends it. */
export interface PublicKey {
  /** `ssh-ed25519`, `ssh-ed25519-cert-v01@openssh.com`, … */
  readonly type: string;
  /** As it is offered to a server. */
  readonly blob: Buffer;
  /** The key without its certificate; the same as `blob` where there is none. */
  readonly plain: Buffer;
  readonly certificate: boolean;
  /** `SHA256:…` of the plain key, as ssh-add -l prints it. */
  readonly fingerprint: string;
  /** Bits of an RSA key's modulus; undefined for every other type. */
  readonly rsaBits: number | undefined;
}
