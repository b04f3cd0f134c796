// The page's way to the extension: messages out, and the little that the page itself remembers.
import type { FromPage } from '../protocol.ts';
import type { Saved } from './Saved.ts';

export interface HostPort {
  post(message: FromPage): void;
  /** What was remembered before the window was reloaded. */
  load(): Saved | undefined;
  save(saved: Saved): void;
}
