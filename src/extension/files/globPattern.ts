// A glob of the settings as a pattern for relative paths, for file systems that can't be searched.

/** Understands what the editor's own globs have: `**`, `*`, `?`, `{a,b}`, `[a-z]`. Paths have slashes and no beginning one. */
export function globPattern(glob: string): RegExp {
  let source = '';
  let depth = 0;
  for (let at = 0; at < glob.length; at++) {
    const rest = glob.slice(at);
    const char = glob.charAt(at);
    const set = classAt(rest);
    if (/^\*\*(?:\/|$)/.test(rest) && /^[/{,]?$/.test(glob.charAt(at - 1))) {
      source += rest.length > 2 ? '(?:[^/]+/)*' : '.*';
      at += rest.length > 2 ? 2 : 1;
    } else if (char === '*') source += '[^/]*';
    else if (char === '?') source += '[^/]';
    else if (set !== undefined) {
      source += set.source;
      at += set.length - 1;
    } else if (char === '{' && rest.includes('}')) {
      depth++;
      source += '(?:';
    } else if (char === '}' && depth > 0) {
      depth--;
      source += ')';
    } else if (char === ',' && depth > 0) source += '|';
    else source += char.replace(/[\\^$.|+(){}[\]]/, '\\$&');
  }
  return new RegExp(`^${source}${')'.repeat(depth)}$`);
}

/** `[abc]`, `[a-c]`, `[!abc]` at the beginning of `text`; one that makes no sense is taken as it is written. */
function classAt(text: string): { readonly source: string; readonly length: number } | undefined {
  const written = /^\[[!^]?[^\]/\\]+\]/.exec(text)?.[0];
  if (written === undefined) return undefined;
  const source = written.replace(/^\[!/, '[^');
  const backwards = [...source.matchAll(/([^[^])-([^\]])/g)].some(([, from = '', to = '']) => from > to);
  return backwards ? undefined : { source, length: written.length };
}
