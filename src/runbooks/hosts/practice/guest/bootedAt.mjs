// When the machine started.
import { uptime } from 'node:os';

/** Milliseconds since the epoch. */
export function bootedAt() {
  return Date.now() - uptime() * 1000;
}
