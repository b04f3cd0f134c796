// Who is at this machine, as journals name them.
import { hostname, userInfo } from 'node:os';

/** `user@machine`. */
export function personName(): string {
  return `${userInfo().username}@${hostname()}`;
}
