// An archive that is none, or none as we write them.

/** Carries what is wrong, for the log. */
export class TarError extends Error {
  override readonly name = 'TarError';
}
