// The port to the extension through what VS Code gives to a webview.
import type { HostPort } from './HostPort.ts';
import type { Saved } from './Saved.ts';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare const acquireVsCodeApi: () => VsCodeApi;

/** The one port of this page; VS Code gives it out once. */
export function vsCodeHost(): HostPort {
  const api = acquireVsCodeApi();
  return {
    post: (message) => api.postMessage(message),
    load: () => {
      const state = api.getState();
      return isSaved(state) ? state : undefined;
    },
    save: (saved) => api.setState(saved),
  };
}

// An older version of the page may have left another form.
function isSaved(state: unknown): state is Saved {
  return typeof state === 'object' && state !== null && 'runId' in state && 'unfolded' in state && 'hosts' in state;
}
