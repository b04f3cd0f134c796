// The engine, loaded when it is first needed: starting the editor costs nothing.
import { createRequire } from 'node:module';
import type * as Door from '../../runbooks/index.ts';

/** All that the engine's door has. */
export type Engine = typeof Door;

/** The engine's own bundle, beside the extension's; loaded once. */
export function loadEngine(): Engine {
  return createRequire(import.meta.url)('./engine.cjs') as Engine;
}
