// The editor's quick inputs as promises, with a back button where there is something to go back to.
import { QuickInputButtons, window, type Disposable, type InputBox, type QuickPick, type QuickPickItem } from 'vscode';
import type { Place } from './walk.ts';

interface Common {
  readonly title: string;
  readonly placeholder: string;
  readonly place: Place;
}

export interface PickOptions<T extends QuickPickItem> extends Common {
  readonly items: readonly T[];
  readonly active?: T | undefined;
}

export interface PickManyOptions extends Common {
  readonly items: readonly QuickPickItem[];
  readonly selected: readonly string[];
  /** What is typed and in no item, as an item; undefined where it can't be one. */
  readonly typed: (text: string) => QuickPickItem | undefined;
  readonly many: boolean;
  /** Why these can't be taken; shown as the title until they can. */
  readonly problem: (labels: readonly string[]) => string | undefined;
}

export interface InputOptions extends Common {
  readonly value: string;
  readonly password: boolean;
  readonly validate: (text: string) => string | undefined;
}

/** One of the items. */
export function pickOne<T extends QuickPickItem>(options: PickOptions<T>): Promise<T | 'back' | 'cancel'> {
  const pick = window.createQuickPick<T>();
  prepare(pick, options);
  pick.items = options.items;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  if (options.active !== undefined) pick.activeItems = [options.active];
  return shown(pick, (done) => [
    pick.onDidAccept(() => {
      const [chosen] = pick.activeItems;
      if (chosen !== undefined) done(chosen);
    }),
  ]);
}

/** Labels of the items taken, in the order of the list; what is typed may be one. */
export function pickHosts(options: PickManyOptions): Promise<readonly string[] | 'back' | 'cancel'> {
  const pick = window.createQuickPick();
  prepare(pick, options);
  pick.canSelectMany = options.many;
  pick.matchOnDescription = true;
  const own: QuickPickItem[] = [];
  const fill = (typed?: QuickPickItem): void => {
    const taken = pick.selectedItems.map(({ label }) => label);
    const all = [...own, ...options.items];
    pick.items = typed === undefined || all.some(({ label }) => label === typed.label) ? all : [...all, typed];
    if (options.many) pick.selectedItems = pick.items.filter(({ label }) => taken.includes(label));
  };
  fill();
  const chosen = pick.items.filter(({ label }) => options.selected.includes(label));
  if (options.many) pick.selectedItems = chosen;
  else pick.activeItems = chosen.slice(0, 1);
  return shown(pick, (done) => [
    pick.onDidChangeValue((value) => fill(options.typed(value.trim()))),
    pick.onDidChangeSelection((items) => {
      // A typed host that was ticked stays when the text is gone.
      for (const item of items) if (![...own, ...options.items].includes(item)) own.push(item);
    }),
    pick.onDidAccept(() => {
      const labels = (options.many ? pick.selectedItems : pick.activeItems).map(({ label }) => label);
      const problem = options.problem(labels);
      if (problem === undefined) done(labels);
      else pick.title = problem;
    }),
  ]);
}

/** A text, checked as it is typed. */
export function askText(options: InputOptions): Promise<{ readonly text: string } | 'back' | 'cancel'> {
  const box = window.createInputBox();
  prepare(box, options);
  box.prompt = options.placeholder;
  box.value = options.value;
  box.password = options.password;
  const check = (): boolean => {
    const problem = options.validate(box.value);
    box.validationMessage = problem;
    return problem === undefined;
  };
  return shown(box, (done) => [
    box.onDidChangeValue(check),
    box.onDidAccept(() => {
      if (check()) done({ text: box.value });
    }),
  ]);
}

function prepare(input: QuickPick<QuickPickItem> | InputBox, { title, placeholder, place }: Common): void {
  input.title = title;
  input.placeholder = placeholder;
  input.step = place.step;
  input.totalSteps = place.steps;
  // Looking something up in another window must not lose what was chosen.
  input.ignoreFocusOut = true;
  input.buttons = place.mayGoBack ? [QuickInputButtons.Back] : [];
}

function shown<T>(
  input: QuickPick<QuickPickItem> | InputBox,
  listen: (done: (result: T) => void) => readonly Disposable[],
): Promise<T | 'back' | 'cancel'> {
  return new Promise((resolve) => {
    const done = (result: T | 'back' | 'cancel'): void => {
      resolve(result);
      for (const one of listening) one.dispose();
      input.dispose();
    };
    const listening = [
      ...listen(done),
      input.onDidTriggerButton((button) => {
        if (button === QuickInputButtons.Back) done('back');
      }),
      input.onDidHide(() => done('cancel')),
    ];
    input.show();
  });
}
