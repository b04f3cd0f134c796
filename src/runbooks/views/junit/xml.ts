// XML from elements: names are ours, every value is escaped and holds no character that XML forbids.
import { visible } from '../visible.ts';

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number | undefined>>;
  readonly children: readonly (XmlElement | string)[];
}

/** An element; attributes that are undefined are left out. */
export function element(
  name: string,
  attributes: XmlElement['attributes'],
  children: XmlElement['children'] = [],
): XmlElement {
  return { name, attributes, children };
}

/** A document, well-formed in XML 1.0 whatever the values are. */
export function xmlDocument(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${serialised(root, '')}\n`;
}

function serialised({ name, attributes, children }: XmlElement, space: string): string {
  const given = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${attribute(String(value))}"`],
  );
  const open = `${space}<${name}${given.join('')}`;
  if (children.length === 0) return `${open}/>`;
  const text = children.every((child) => typeof child === 'string');
  if (text) return `${open}>${children.map((child) => escaped(child)).join('')}</${name}>`;
  const inside = children.map((child) =>
    typeof child === 'string' ? escaped(child) : serialised(child, `${space}  `),
  );
  return `${open}>\n${inside.join('\n')}\n${space}</${name}>`;
}

// A parser makes a space of a line end in an attribute, unless it is a reference.
function attribute(text: string): string {
  return escaped(text).replaceAll('\n', '&#10;');
}

// `visible` leaves no character that XML forbids.
function escaped(text: string): string {
  return visible(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
