// A runbook's text with everything that the language service asks about it, worked out when first asked for and kept.
import { locatorOf } from '../document/Locator.ts';
import type { Locator } from '../document/Locator.ts';
import type { Node } from '../document/Node.ts';
import { positionsOf } from '../document/positions.ts';
import type { Positions } from '../document/positions.ts';
import { runbookSchema } from '../schema.ts';
import type { Runbook } from '../schema.ts';
import { placesOf } from '../scope/placesOf.ts';
import type { Place } from '../scope/Place.ts';
import { checkShape } from '../shape/checkShape.ts';
import type { Shaped } from '../shape/checkShape.ts';
import { lostNames } from '../shape/lostNames.ts';
import { parseResiliently } from './parseResiliently.ts';

export class Study {
  readonly text: string;
  /** All that could be read, sound or not. */
  readonly root: Node;
  /** Whether nothing of the text was guessed. */
  readonly sound: boolean;
  readonly positions: Positions;
  #shaped: Shaped<Runbook> | undefined;
  #places: readonly Place[] | undefined;
  #locator: Locator | undefined;

  constructor(text: string) {
    this.text = text;
    const { root, sound } = parseResiliently(text);
    this.root = root;
    this.sound = sound;
    this.positions = positionsOf(text);
  }

  /** The runbook that the sound parts make. */
  get shaped(): Shaped<Runbook> {
    return (this.#shaped ??= checkShape(runbookSchema, this.root, this.text));
  }

  /** Every text of it that uses names. Their paths are those of `shaped.root`. */
  get places(): readonly Place[] {
    const { value: runbook, root } = this.shaped;
    return (this.#places ??= runbook === undefined ? [] : placesOf(runbook, lostNames(this.root, root)));
  }

  /** Points into `shaped.root`. */
  get locator(): Locator {
    return (this.#locator ??= locatorOf(this.shaped.root, this.text));
  }
}

/** The last few texts: hover, outline and folding ask about the same one. */
const kept = new Map<string, Study>();
const KEPT = 4;

/** The study of `text`. */
export function studyOf(text: string): Study {
  const study = kept.get(text) ?? new Study(text);
  kept.delete(text);
  kept.set(text, study);
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT) break;
    kept.delete(oldest);
  }
  return study;
}
