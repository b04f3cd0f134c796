// The element that shows a script's output: only the rows in sight exist, so a million of them scroll like ten.
import { LitElement } from 'lit';
import type { PropertyDeclarations, TemplateResult } from 'lit';
import { visibleRuns } from '../../src/runbooks/views/visible.ts';
import type { Locale } from '../../src/runbooks/texts/say.ts';
import { html } from '../ui/html.ts';
import { icon } from '../ui/icon.ts';
import { printed, styleClasses } from '../ui/printed.ts';
import { say } from '../words/say.ts';
import { LineSearch } from './LineSearch.ts';
import type { Row } from './LineStore.ts';
import type { OutputLog } from './OutputLog.ts';

const spareRows = 12;
/** Milliseconds of a frame that a search may take. */
const searchBudget = 6;

/** `<run-output .log .locale .label>`: searchable, and following the end until a person scrolls away from it. */
export class RunOutput extends LitElement {
  static override properties: PropertyDeclarations = {
    log: { attribute: false },
    locale: { attribute: false },
    label: { attribute: false },
    tail: { attribute: false },
  };

  declare log: OutputLog;
  declare locale: Locale;
  /** What it is the output of, for screen readers. */
  declare label: string;
  /** What the run's view has of the end, until the host sends the whole. */
  declare tail: string;

  #follow = true;
  #search: LineSearch | undefined;
  #hit = -1;
  #rowHeight = 18;
  #stop: (() => void) | undefined;
  #listened: OutputLog | undefined;
  #frame = 0;

  // The page's own style sheet applies to it.
  override createRenderRoot(): this {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
    this.#listened = undefined;
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  override willUpdate(): void {
    if (this.#listened === this.log) return;
    this.#stop?.();
    this.#listened = this.log;
    this.#stop = this.log.listen(() => this.#wake());
    this.#search = undefined;
  }

  override updated(): void {
    const area = this.#area;
    if (area === null) return;
    const measured = Number.parseFloat(getComputedStyle(area).lineHeight);
    if (Number.isFinite(measured) && measured > 0 && measured !== this.#rowHeight) {
      this.#rowHeight = measured;
      this.requestUpdate();
    }
    if (this.#follow) area.scrollTop = area.scrollHeight;
  }

  override render(): TemplateResult {
    const { rows } = this.log;
    const count = rows.end - rows.first;
    return html`<div class="output">
      <div class="output-bar">
        <label class="output-search"
          >${icon('search')}<span class="unseen">${this.#say('page.output.search')}</span
          ><input
            type="search"
            spellcheck="false"
            placeholder=${this.#say('page.output.search')}
            title=${this.#say('page.output.searchKeys')}
            @input=${this.#onQuery}
            @keydown=${this.#onSearchKey}
        /></label>
        <span class="output-hits" aria-live="polite">${this.#hitsText()}</span>
        <button
          type="button"
          class="plain"
          ?disabled=${this.#hits === 0}
          title=${this.#say('page.output.previous')}
          aria-label=${this.#say('page.output.previous')}
          @click=${() => this.#goTo(-1)}
        >
          ${icon('arrow-up')}
        </button>
        <button
          type="button"
          class="plain"
          ?disabled=${this.#hits === 0}
          title=${this.#say('page.output.next')}
          aria-label=${this.#say('page.output.next')}
          @click=${() => this.#goTo(1)}
        >
          ${icon('arrow-down')}
        </button>
        <span class="output-count">${this.#countText(count)}</span>
        <button
          type="button"
          class="plain follow"
          aria-pressed=${this.#follow ? 'true' : 'false'}
          title=${this.#say('page.output.followHint')}
          @click=${this.#onFollow}
        >
          ${icon('fold-down')}${this.#say('page.output.follow')}
        </button>
      </div>
      ${count === 0 ? this.#nothingYet() : this.#area_(count)}
    </div>`;
  }

  get #area(): HTMLElement | null {
    return this.querySelector('.output-area');
  }

  get #hits(): number {
    return this.#search?.hits.length ?? 0;
  }

  #nothingYet(): TemplateResult {
    const text = this.tail === '' ? this.#say('views.noOutput') : printed(this.tail);
    return html`<pre class="printed" tabindex="0" aria-label=${this.label}>${text}</pre>`;
  }

  // An empty box as tall as all rows, and the rows in sight at their place in it.
  #area_(count: number): TemplateResult {
    const { rows } = this.log;
    const height = this.#rowHeight;
    const inSight = Math.ceil((this.#area?.clientHeight ?? 400) / height) + 1;
    const top = this.#follow ? count - inSight : Math.floor((this.#area?.scrollTop ?? 0) / height);
    const from = Math.max(0, Math.min(top, count - 1) - spareRows);
    const to = Math.min(count, from + inSight + 2 * spareRows);
    const drawn: TemplateResult[] = [];
    for (let index = from; index < to; index += 1) {
      const row = rows.row(rows.first + index);
      if (row !== undefined) drawn.push(this.#row(row, rows.first + index));
    }
    return html`<div
      class="output-area"
      tabindex="0"
      role="log"
      aria-live="off"
      aria-label=${this.label}
      title=${this.#say('page.output.keys')}
      .style=${`height: min(${count * height + 18}px, var(--most-output))`}
      @scroll=${this.#onScroll}
      @keydown=${this.#onAreaKey}
    >
      <div class="output-all" .style=${`height: ${count * height}px`}>
        <div class="output-rows" .style=${`transform: translateY(${from * height}px)`}>${drawn}</div>
      </div>
    </div>`;
  }

  #row(row: Row, index: number): TemplateResult {
    const here = this.#search?.hits[this.#hit] === index ? 'here' : '';
    return html`<div class="row ${row.kind} ${here} ${row.continued ? 'continued' : ''}">${this.#pieces(row)}</div>`;
  }

  #pieces(row: Row): readonly unknown[] {
    const runs = visibleRuns(row.text);
    const search = this.#search;
    const marks = search === undefined ? [] : search.places(runs.map(({ text }) => text).join(''));
    let at = 0;
    return runs.map(({ text, style }) => {
      const classes = styleClasses(style);
      const pieces = marks.length === 0 ? text : markedPieces(text, at, marks, search?.query.length ?? 0);
      at += text.length;
      return classes === '' ? pieces : html`<span class=${classes}>${pieces}</span>`;
    });
  }

  #wake(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      const more = this.#search?.look(searchBudget) ?? false;
      this.requestUpdate();
      if (more) this.#wake();
    });
  }

  #goTo(step: 1 | -1): void {
    const search = this.#search;
    if (search === undefined || this.#hits === 0) return;
    this.#hit = this.#hit < 0 ? this.#firstHit(step) : (this.#hit + step + this.#hits) % this.#hits;
    const index = (search.hits[this.#hit] ?? 0) - this.log.rows.first;
    const area = this.#area;
    this.#follow = false;
    if (area !== null) area.scrollTop = index * this.#rowHeight - area.clientHeight / 2;
    this.requestUpdate();
  }

  // From where the person looks, not from the beginning.
  #firstHit(step: 1 | -1): number {
    const top = this.log.rows.first + Math.floor((this.#area?.scrollTop ?? 0) / this.#rowHeight);
    const hits = this.#search?.hits ?? [];
    if (step < 0) return hits.length - 1;
    const below = hits.findIndex((hit) => hit >= top);
    return Math.max(0, below);
  }

  #hitsText(): string {
    if (this.#search === undefined) return '';
    const count = this.#search.full ? `${this.#hits}+` : this.#hits;
    return this.#hit < 0
      ? this.#say('page.output.hits', { count })
      : this.#say('page.output.hitOf', { number: this.#hit + 1, count });
  }

  #countText(count: number): string {
    return count === 0 ? '' : this.#say('page.output.lines', { count: count.toLocaleString(this.locale) });
  }

  #say(code: Parameters<typeof say>[1]['code'], args: Readonly<Record<string, string | number>> = {}): string {
    return say(this.locale, { code, args });
  }

  readonly #onQuery = (event: Event): void => {
    const query = event.target instanceof HTMLInputElement ? event.target.value : '';
    this.#search = query === '' ? undefined : new LineSearch(this.log.rows, query);
    this.#hit = -1;
    this.#wake();
  };

  readonly #onSearchKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') this.#goTo(event.shiftKey ? -1 : 1);
    if (event.key === 'Escape') this.#area?.focus();
    event.stopPropagation();
  };

  readonly #onAreaKey = (event: KeyboardEvent): void => {
    if (event.key === '/') {
      event.preventDefault();
      this.querySelector('input')?.focus();
    }
  };

  readonly #onFollow = (): void => {
    this.#follow = !this.#follow;
    this.requestUpdate();
  };

  readonly #onScroll = (): void => {
    const area = this.#area;
    if (area === null) return;
    const atEnd = area.scrollTop + area.clientHeight >= area.scrollHeight - this.#rowHeight;
    // Rows that came since the last frame move the end away without a person's doing; only scrolling up does.
    if (!atEnd && area.scrollTop < this.#lastTop) this.#follow = false;
    if (atEnd) this.#follow = true;
    this.#lastTop = area.scrollTop;
    this.#wake();
  };

  #lastTop = 0;
}

// A hit may begin in one colour and end in another: each run marks its part. `start` is the run's place in the row.
function markedPieces(text: string, start: number, marks: readonly number[], length: number): readonly unknown[] {
  const pieces: unknown[] = [];
  let from = 0;
  for (const mark of marks) {
    const begin = Math.max(from, mark - start);
    const end = Math.min(text.length, mark - start + length);
    if (begin >= end) continue;
    pieces.push(text.slice(from, begin), html`<mark>${text.slice(begin, end)}</mark>`);
    from = end;
  }
  pieces.push(text.slice(from));
  return pieces;
}
