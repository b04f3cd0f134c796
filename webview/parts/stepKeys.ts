// The keyboard in the list of steps: one stop for Tab, then the arrows.
import type { Context } from '../page/Context.ts';

/** Handles the keys of the list; those of fields and outputs within it are left alone. */
export function stepKeys(context: Context): (event: KeyboardEvent) => void {
  return (event) => {
    const head = event.target;
    if (!(head instanceof HTMLElement) || !head.classList.contains('step-head')) return;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const heads = [...(head.closest('ol')?.querySelectorAll<HTMLElement>('.step-head') ?? [])];
    const at = heads.indexOf(head);
    const goTo = (index: number): void => {
      const next = heads[Math.max(0, Math.min(heads.length - 1, index))];
      next?.focus();
      const step = next?.dataset['step'];
      if (step !== undefined) context.select({ step });
    };
    const fold = (unfolded: boolean): void => {
      const step = head.dataset['step'] ?? '';
      context.select({ step, unfolded: { ...context.saved.unfolded, [step]: unfolded } });
    };
    switch (event.key) {
      case 'ArrowDown':
        goTo(at + 1);
        break;
      case 'ArrowUp':
        goTo(at - 1);
        break;
      case 'Home':
        goTo(0);
        break;
      case 'End':
        goTo(heads.length - 1);
        break;
      case 'ArrowRight':
        fold(true);
        break;
      case 'ArrowLeft':
        fold(false);
        break;
      case 'q':
        context.goToQuestion();
        break;
      default:
        return;
    }
    event.preventDefault();
  };
}
