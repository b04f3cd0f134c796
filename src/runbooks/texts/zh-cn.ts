// The Simplified Chinese catalogue, complete by its type.
import type { en } from './en.ts';
import { cel } from './zh-cn/cel.ts';
import { cli } from './zh-cn/cli.ts';
import { drill } from './zh-cn/drill.ts';
import { hosts } from './zh-cn/hosts.ts';
import { inventory } from './zh-cn/inventory.ts';
import { language } from './zh-cn/language.ts';
import { pack } from './zh-cn/pack.ts';
import { page } from './zh-cn/page.ts';
import { plan } from './zh-cn/plan.ts';
import { practice } from './zh-cn/practice.ts';
import { run } from './zh-cn/run.ts';
import { schema } from './zh-cn/schema.ts';
import { service } from './zh-cn/service.ts';
import { shell } from './zh-cn/shell.ts';
import { views } from './zh-cn/views.ts';

export const zhCn: Record<keyof typeof en, string> = {
  ...language,
  ...schema,
  ...cel,
  ...plan,
  ...run,
  ...pack,
  ...drill,
  ...hosts,
  ...inventory,
  ...service,
  ...shell,
  ...practice,
  ...views,
  ...cli,
  ...page,
};
