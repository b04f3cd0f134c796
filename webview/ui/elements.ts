// The only file that touches the UI toolkit: registers the few elements of it that the page uses.
import { provideVSCodeDesignSystem, vsCodeButton, vsCodeTextField } from '@vscode/webview-ui-toolkit';

/** Makes `vscode-button` and `vscode-text-field` known to the browser. */
export function registerElements(): void {
  provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeTextField());
}
