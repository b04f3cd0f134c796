// Where the page begins: it takes what the host sends and says that it is ready.
import './style/page.css';
import { vsCodeHost } from './host/vsCodeHost.ts';
import { RunOutput } from './output/RunOutput.ts';
import { Page } from './page/Page.ts';
import { GatePlot } from './plot/GatePlot.ts';
import { readMessage } from './page/readMessage.ts';
import { registerElements } from './ui/elements.ts';

registerElements();
customElements.define('run-output', RunOutput);
customElements.define('gate-plot', GatePlot);

const page = new Page(document.body, vsCodeHost());
addEventListener('message', (event: MessageEvent<unknown>) => {
  const message = readMessage(event.data);
  if (message !== undefined) page.receive(message);
});
page.begin();
