// The editor's texts for tests, with the engine as it is in the sources.
import { createTexts, type Texts } from '../../src/extension/texts/Texts.ts';
import * as engine from '../../src/runbooks/index.ts';

/** Texts as in an editor whose language is `language`. */
export function textsIn(language: string): Texts {
  return createTexts(language, () => engine);
}
