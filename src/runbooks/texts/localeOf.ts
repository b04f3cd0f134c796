// Which of our languages a person reads.
import type { Locale } from './say.ts';

/** The locale for a tag such as `zh_CN.UTF-8`, `zh-CN` or `de`: Chinese for every `zh`, else English. */
export function localeOf(tag: string | undefined): Locale {
  return tag !== undefined && /^zh([_.-]|$)/i.test(tag) ? 'zh-cn' : 'en';
}
