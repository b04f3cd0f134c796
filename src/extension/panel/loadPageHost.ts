// What checks a page's messages, loaded with the first page: it is a third of all that the extension's own code weighs.
import { createRequire } from 'node:module';
import type * as Bundle from './createPageHost.ts';

/** From a bundle of its own, beside the extension's; loaded once. */
export function loadPageHost(): typeof Bundle.createPageHost {
  return (createRequire(import.meta.url)('./pageHost.cjs') as typeof Bundle).createPageHost;
}
