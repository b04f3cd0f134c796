// A runbook's Markdown becomes HTML that can neither run, load nor lead anywhere unexpected.
import MarkdownIt from 'markdown-it';
import { visible } from '../visible.ts';

const allowed = /^(?:https?:|mailto:|#)/i;

const renderer = createRenderer();

/** HTML of `text`: no raw HTML, links to https, http, mailto and # only, an image as its description. */
export function renderMarkdown(text: string): string {
  // Invisible characters are escaped before anything is parsed, so that none can hide in a link or in code.
  return renderer.render(visible(text));
}

function createRenderer(): InstanceType<typeof MarkdownIt> {
  const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });
  markdown.validateLink = (url) => allowed.test(url.trim());
  markdown.disable('image');
  const open = markdown.renderer.rules['link_open'];
  markdown.renderer.rules['link_open'] = (tokens, index, options, env, self) => {
    tokens[index]?.attrSet('rel', 'noreferrer noopener');
    return open === undefined ? self.renderToken(tokens, index, options) : open(tokens, index, options, env, self);
  };
  return markdown;
}
