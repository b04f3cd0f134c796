// The page: takes messages, draws at most once a frame, and brings the person to what needs them.
import { render } from 'lit';
import { visibleLine } from '../../src/runbooks/views/visible.ts';
import { localise } from '../../src/runbooks/language/localise.ts';
import type { HostPort } from '../host/HostPort.ts';
import { nothingSaved } from '../host/Saved.ts';
import type { Saved } from '../host/Saved.ts';
import { Outputs } from '../output/Outputs.ts';
import type { Begin, FromPage, Refused, Snapshot, ToPage } from '../protocol.ts';
import { say, useTexts } from '../words/say.ts';
import { announcements } from './announcements.ts';
import type { Context } from './Context.ts';
import { emptyPage, runPage } from './runPage.ts';
import { openQuestions } from './questions.ts';
import type { Question } from './questions.ts';
import { questionText } from './questionText.ts';

/** Draws a run into `root`. */
export class Page {
  readonly #root: HTMLElement;
  readonly #host: HostPort;
  readonly #outputs: Outputs;
  readonly #rendered = new Map<string, string | undefined>();
  readonly #sent = new Set<string>();
  readonly #typed = new Map<string, string>();
  readonly #told = new Set<string>();
  #begin: Begin | undefined;
  #snapshot: Snapshot | undefined;
  #clock = 0;
  #refused: Refused['reason'] | undefined;
  #saved: Saved;
  #frame = 0;
  #polite = '';
  #assertive = '';
  #back: { readonly key: string; readonly element: Element | null } | undefined;
  #drawnBefore = false;

  constructor(root: HTMLElement, host: HostPort) {
    this.#root = root;
    this.#host = host;
    this.#saved = host.load() ?? nothingSaved;
    this.#outputs = new Outputs({
      want: (ref) => host.post({ type: 'wantOutput', ...ref }),
      gapText: (count) => say(this.#locale, { code: 'page.output.gap', args: { count } }),
      later: (what, milliseconds) => setTimeout(what, milliseconds),
    });
  }

  /** Says that it can be told. */
  begin(): void {
    addEventListener('scroll', () => this.#remember({ scroll: scrollY }), { passive: true });
    this.#host.post({ type: 'ready' });
  }

  receive(message: ToPage): void {
    switch (message.type) {
      case 'begin':
        this.#begin = message;
        useTexts(message.texts);
        document.documentElement.lang = message.locale === 'en' ? 'en' : 'zh-CN';
        break;
      case 'snapshot':
        this.#take(message);
        break;
      case 'output':
        // Its own element draws it.
        this.#outputs.push(message);
        return;
      case 'rendered':
        this.#rendered.set(message.text, message.html);
        break;
      case 'refused':
        this.#refused = message.reason;
        this.#sent.clear();
        this.#assertive = say(this.#locale, { code: `page.refused.${message.reason}` });
        break;
    }
    this.#wake();
  }

  get #locale(): 'en' | 'zh-cn' {
    return this.#begin?.locale ?? 'en';
  }

  #take(snapshot: Snapshot): void {
    const sentences = announcements(this.#snapshot?.view, snapshot.view, this.#locale);
    if (sentences.length > 0) this.#polite = sentences.join(' ');
    this.#snapshot = snapshot;
    this.#clock = snapshot.now - Date.now();
    if (this.#saved.runId !== snapshot.view.runId) this.#saved = { ...nothingSaved, runId: snapshot.view.runId };
  }

  #wake(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  #draw(): void {
    const begin = this.#begin;
    const snapshot = this.#snapshot;
    if (begin === undefined || snapshot === undefined) {
      render(emptyPage(begin === undefined ? '' : say(begin.locale, { code: 'page.loading' })), this.#root);
      return;
    }
    const questions = openQuestions(snapshot.view);
    const context = this.#context(begin, snapshot, questions);
    const fresh = questions.filter(({ key }) => !this.#told.has(key));
    if (fresh.length > 0) {
      this.#refused = undefined;
      this.#assertive = fresh.map((question) => questionText(question, context)).join(' ');
    }
    render(runPage(context, { polite: this.#polite, assertive: this.#assertive }), this.#root);
    if (!this.#drawnBefore) scrollTo(0, this.#saved.scroll);
    this.#drawnBefore = true;
    this.#moveFocus(questions, fresh, begin.owner);
    for (const { key } of fresh) this.#told.add(key);
  }

  // To a new question, and back to where the person was when it is answered.
  #moveFocus(questions: readonly Question[], fresh: readonly Question[], owner: boolean): void {
    const [first] = fresh;
    const active = document.activeElement;
    if (first !== undefined && owner && (active?.closest('.question') ?? null) === null) {
      this.#back = { key: first.key, element: active };
      this.#focusQuestion(first.key);
      return;
    }
    const back = this.#back;
    if (back === undefined || questions.some(({ key }) => key === back.key)) return;
    this.#back = undefined;
    const [next] = questions;
    const lost = active === null || active === document.body || active.closest('.question') !== null;
    if (next !== undefined) this.#focusQuestion(next.key);
    else if (lost && back.element instanceof HTMLElement && back.element.isConnected) back.element.focus();
  }

  #focusQuestion(key: string): void {
    const question = [...this.#root.querySelectorAll<HTMLElement>('.question')].find(
      ({ dataset }) => dataset['question'] === key,
    );
    question?.scrollIntoView({ block: 'nearest' });
    // The heading and not the field: what a person is typing at this moment must not become an answer.
    question?.querySelector<HTMLElement>('.question-title')?.focus({ preventScroll: true });
  }

  #remember(change: Partial<Saved>): void {
    this.#saved = { ...this.#saved, ...change };
    this.#host.save(this.#saved);
  }

  #context(begin: Begin, snapshot: Snapshot, questions: readonly Question[]): Context {
    const { locale } = begin;
    const { view } = snapshot;
    const [first] = questions;
    return {
      view,
      locale,
      owner: begin.owner,
      live: view.outcome === undefined && (snapshot.live ?? begin.owner),
      now: () => Date.now() + this.#clock,
      questions,
      saved: this.#saved,
      outputs: this.#outputs,
      refused: this.#refused,
      isSent: (key) => this.#sent.has(key),
      typed: (key) => this.#typed.get(key) ?? '',
      say: (code, args) => say(locale, args === undefined ? { code } : { code, args }),
      // Where an author breaks a line is no matter of the page's.
      text: (text) =>
        visibleLine(
          localise(text, locale)
            .trim()
            .replace(/\s*\n\s*/g, ' '),
        ),
      rendered: (text) => this.#markdown(text),
      select: (change) => {
        this.#remember(change);
        this.#wake();
      },
      post: (message) => this.#host.post(message),
      answer: (key, message) => this.#answer(key, message),
      type: (key, text) => {
        this.#typed.set(key, text);
        this.#wake();
      },
      held: heldStep(),
      goToQuestion: () => {
        if (first !== undefined) this.#focusQuestion(first.key);
      },
    };
  }

  #answer(key: string, message: FromPage): void {
    this.#sent.add(key);
    this.#refused = undefined;
    this.#host.post(message);
    this.#wake();
  }

  #markdown(text: string): string | undefined {
    if (!this.#rendered.has(text)) {
      this.#rendered.set(text, undefined);
      this.#host.post({ type: 'wantMarkdown', text });
    }
    return this.#rendered.get(text);
  }
}

function heldStep(): string | undefined {
  const body = document.activeElement?.closest('.step-body');
  return body?.parentElement?.querySelector<HTMLElement>('.step-head')?.dataset['step'];
}
