// Whether this editor runs where no agent of the person can be: in a browser, with its other half on some server.

export interface Surroundings {
  readonly inBrowser: boolean;
  readonly platform: NodeJS.Platform;
  /** SSH_AUTH_SOCK. */
  readonly variable: string | undefined;
  /** The setting for the agent's socket. */
  readonly setting: string | undefined;
}

/** On Windows the agent needs no variable, so nothing can be said there without asking it. */
export function lacksAgent({ inBrowser, platform, variable, setting }: Surroundings): boolean {
  return inBrowser && platform !== 'win32' && !variable && !setting;
}
