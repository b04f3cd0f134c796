// A button with which a question is answered.
import { ifDefined } from 'lit/directives/if-defined.js';
import { html } from '../ui/html.ts';
import type { Content } from './bits.ts';

/** A button of a question; it can't be pressed twice, and not by who only watches. */
export function answerButton(
  label: string,
  options: {
    readonly primary: boolean;
    readonly disabled: boolean;
    readonly hint?: string;
    readonly onPress: () => void;
  },
): Content {
  return html`<vscode-button
    appearance=${options.primary ? 'primary' : 'secondary'}
    ?disabled=${options.disabled}
    title=${ifDefined(options.hint)}
    @click=${options.onPress}
    >${label}</vscode-button
  >`;
}
