// `%h`, `${HOME}` and `~` in values of ssh_config.
import { join } from 'node:path';
import type { Machine } from '../Machine.ts';

/** What a value may speak of; a token that is not here is not allowed in that value. */
export type Tokens = Readonly<Record<string, string>>;

/** The text with its tokens replaced; undefined where one is unknown. */
export function expandTokens(text: string, tokens: Tokens): string | undefined {
  const unknown: string[] = [];
  const expanded = text.replace(/%(.?)/gs, (_, name: string) => {
    if (name === '%') return '%';
    const value = tokens[name];
    if (value === undefined) unknown.push(name);
    return value ?? '';
  });
  return unknown.length > 0 ? undefined : expanded;
}

/** A path with `~`, `${NAME}` and tokens replaced; undefined where a variable or token does not exist. */
export function expandPath(text: string, tokens: Tokens, machine: Machine): string | undefined {
  const missing: string[] = [];
  const withVariables = text.replace(/\$\{(\w+)\}/g, (_, name: string) => {
    const value = machine.env[name];
    if (value === undefined) missing.push(name);
    return value ?? '';
  });
  const expanded = missing.length > 0 ? undefined : expandTokens(withVariables, tokens);
  return expanded === undefined ? undefined : expandTilde(expanded, machine.home);
}

/** `~` and `~/…` as the home folder; `~somebody` is left alone. */
export function expandTilde(path: string, home: string): string {
  return path === '~' || path.startsWith('~/') ? join(home, path.slice(1)) : path;
}
