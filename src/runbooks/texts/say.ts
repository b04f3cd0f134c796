// A code and its arguments become a sentence in the person's language.
import type { Message } from './Message.ts';
import { en } from './en.ts';
import { zhCn } from './zh-cn.ts';

/** The languages that are complete. */
export type Locale = 'en' | 'zh-cn';
/** A key of the catalogue. */
export type TextCode = keyof typeof en;

const catalogues: Readonly<Record<Locale, Readonly<Record<string, string>>>> = { en, 'zh-cn': zhCn };

/** Every text in `locale` by its code, for a face that says them elsewhere (a webview). */
export function catalogue(locale: Locale): Readonly<Record<string, string>> {
  return catalogues[locale];
}

/** The sentence of `message` in `locale`. A placeholder without an argument stays as it is, so that a test sees it. */
export function say(locale: Locale, message: Message): string {
  const template = catalogues[locale][message.code] ?? message.code;
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const argument = message.args?.[name] ?? whole;
    return typeof argument === 'object' ? argument[locale] : String(argument);
  });
}
