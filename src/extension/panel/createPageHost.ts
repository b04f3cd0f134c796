// The extension's side of a run page: sends the run as it stands, and takes what the page says, refusing what is stale.
import type { FromPage, ToPage } from '../../../webview/protocol.ts';
import type { Engine } from '../engine/loadEngine.ts';
import type { RunSession } from '../runs/RunSession.ts';
import type { Texts } from '../texts/Texts.ts';
import { createOutputFeed, type OutputFeed } from './OutputFeed.ts';
import { readFromPage } from './readFromPage.ts';

/** What a page can ask for beyond its run. */
export interface PageActions {
  export(session: RunSession): void;
  openRunbook(session: RunSession, step: string | undefined): void;
  runNext(session: RunSession, name: string): void;
  resume(session: RunSession): void;
  runPlanned(session: RunSession): void;
}

export interface PageHostOptions {
  readonly engine: Engine;
  readonly texts: Texts;
  readonly actions: PageActions;
  readonly post: (message: ToPage) => PromiseLike<unknown>;
  /** Something came that is none of the protocol's messages. */
  readonly onStrange: () => void;
}

export interface PageHost {
  readonly session: RunSession;
  /** A message from the page, whatever it is. */
  receive(message: unknown): void;
  /** From now on this is the page's run: the same one, carried out where it was watched. */
  attach(session: RunSession): void;
  /** The page can't be seen and is gone until it says again that it is ready. */
  hide(): void;
  dispose(): void;
}

/** At most one snapshot in so many milliseconds. */
const pause = 200;

/** Says nothing before the page is ready. */
export function createPageHost(first: RunSession, options: PageHostOptions): PageHost {
  const { engine, texts, actions, post } = options;
  let session = first;
  const newFeed = (): OutputFeed => createOutputFeed(engine, () => session, post);
  let feed = newFeed();
  let ready = false;
  let timer: NodeJS.Timeout | undefined;
  let sentAt = 0;
  let listening: readonly { dispose(): unknown }[] = [];

  const snapshot = (): void => {
    clearTimeout(timer);
    timer = undefined;
    sentAt = Date.now();
    void post({ type: 'snapshot', view: session.view, now: sentAt, live: session.live });
  };
  const soon = (): void => {
    if (!ready || timer !== undefined) return;
    timer = setTimeout(snapshot, Math.max(0, sentAt + pause - Date.now()));
  };
  const begin = (): void => {
    const { locale } = texts;
    void post({ type: 'begin', locale, texts: engine.catalogue(locale), owner: session.owner });
    snapshot();
  };
  const listen = (): void => {
    listening = [
      session.onRecorded((recorded) => {
        feed.take(recorded);
        soon();
      }),
      session.onDidChange(() => {
        if (ready) begin();
      }),
      session.onWrongText(() => void post({ type: 'refused', reason: 'wrongText' })),
    ];
  };
  const leave = (): void => {
    for (const one of listening) one.dispose();
    session.dispose();
  };

  const take = (message: FromPage): void => {
    if ('runId' in message && message.runId !== session.id) {
      void post({ type: 'refused', reason: 'stale' });
      return;
    }
    switch (message.type) {
      case 'ready':
        ready = true;
        feed = newFeed();
        {
          begin();
          return;
        }
      case 'answerConfirm':
      case 'answerManual':
      case 'answerDecision': {
        const taken = session.answer(message);
        if (taken !== 'taken') void post({ type: 'refused', reason: taken });
        return;
      }
      case 'cancel':
        if (session.owner) session.cancel();
        else void post({ type: 'refused', reason: 'notOwner' });
        return;
      case 'wantOutput':
        void feed.want(message);
        return;
      case 'wantMarkdown':
        void post({ type: 'rendered', text: message.text, html: engine.renderMarkdown(message.text) });
        return;
      case 'export': {
        actions.export(session);
        return;
      }
      case 'openRunbook': {
        actions.openRunbook(session, message.step);
        return;
      }
      case 'runNext': {
        actions.runNext(session, message.name);
        return;
      }
      case 'resume': {
        actions.resume(session);
        return;
      }
      case 'runPlanned': {
        actions.runPlanned(session);
        return;
      }
    }
  };

  listen();
  return {
    get session() {
      return session;
    },
    receive(message) {
      const read = readFromPage(message);
      if (read === undefined) options.onStrange();
      else take(read);
    },
    attach(next) {
      if (next === session) return;
      leave();
      session = next;
      listen();
      if (ready) begin();
      void feed.catchUp();
    },
    hide() {
      ready = false;
      clearTimeout(timer);
      timer = undefined;
    },
    dispose() {
      clearTimeout(timer);
      leave();
    },
  };
}
