// Texts that change with the time: they tick by themselves, so that the page need not be drawn for a clock.
import { noChange } from 'lit';
import { AsyncDirective, directive } from 'lit/async-directive.js';

type Text = () => string;

const ticking_ = new Set<{ tick(): void }>();
let timer: ReturnType<typeof setInterval> | undefined;

function start(one: { tick(): void }): void {
  ticking_.add(one);
  timer ??= setInterval(() => {
    for (const each of ticking_) each.tick();
  }, 1000);
}

function stop(one: { tick(): void }): void {
  ticking_.delete(one);
  if (ticking_.size > 0) return;
  clearInterval(timer);
  timer = undefined;
}

class Ticking extends AsyncDirective {
  #text: Text | undefined;
  #shown: string | undefined;

  render(text: Text): unknown {
    this.#text = text;
    if (this.isConnected) start(this);
    return this.#changed();
  }

  tick(): void {
    const changed = this.#changed();
    if (changed !== noChange) this.setValue(changed);
  }

  override disconnected(): void {
    stop(this);
  }

  override reconnected(): void {
    start(this);
  }

  #changed(): unknown {
    const text = this.#text?.();
    if (text === this.#shown) return noChange;
    this.#shown = text;
    return text;
  }
}

/** The text now, and again each second while it is on the page. */
export const ticking = directive(Ticking);
