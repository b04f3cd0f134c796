// What secrets look like that nobody declared. None of these matches across a line end.

/** The end of each match is what is hidden: its last group that took part, or all of it where it has none. */
export const shapes: readonly RegExp[] = [
  // Tokens that say what they are.
  new RegExp(
    [
      'gh[pousr]_[A-Za-z0-9]{16,}',
      'github_pat_\\w{20,}',
      'gl(?:pat|ptt|dt|rt)-[\\w-]{16,}',
      'xox[abeoprs]-[\\w-]{8,}',
      'xapp-[\\w-]{8,}',
      'sk-[\\w-]{20,}',
      '[rs]k_(?:live|test)_\\w{10,}',
      'A(?:KIA|SIA|BIA|CCA)[A-Z0-9]{16}',
      'AIza[\\w-]{30,}',
      'ya29\\.[\\w-]{20,}',
      'npm_[A-Za-z0-9]{30,}',
      'pypi-[\\w-]{30,}',
      'dop_v1_[a-f0-9]{30,}',
      'hvs\\.[\\w-]{20,}',
      '(?<![\\w-])eyJ[\\w-]{8,}\\.[\\w-]{8,}(?:\\.[\\w-]*)*',
      'AGE-SECRET-KEY-1[A-Z0-9]{30,}',
    ].join('|'),
    'g',
  ),
  // The password in scheme://user:password@host.
  /:\/\/[^\s/@:"'<>]{0,200}:([^\s/@"'<>]{1,500})(?=@)/g,
  // Headers, whole.
  /authorization["'\\]{0,3}[ \t]{0,8}[:=][ \t]{0,8}["'\\]{0,3}([^\r\n"']+)/gi,
  /cookie["'\\]{0,3}[ \t]{0,8}:[ \t]{0,8}["'\\]{0,3}([^\r\n"']+)/gi,
  /\b(?:[Bb]earer|BEARER|[Bb]asic|BASIC)[ \t]+((?=[\w.~+/-]{0,40}[0-9A-Z=+/])[\w.~+/=-]{8,})/g,
  assignments('pass(?:word|wd|phrase|code)?|pwd|secret|token|credentials?', 1),
  // `key` alone is a common word, so that its value must be long enough for one.
  assignments(
    '(?<![A-Za-z])key|(?:api|access|auth|secret|private|account|session|encryption|signing|master|shared|client)key',
    8,
  ),
  // --password VALUE and the like.
  /(?<![\w-])--[\w-]{0,40}(?:password|passphrase|secret|token|api-key|access-key)[ \t]{1,8}(?!-)["']?([^\s"'<>&]+)/gi,
];

/** `password=…`, `"token": "…"`, `Access Key: …`: a key that ends with such a word, and its value in quotes or up to a blank. */
function assignments(words: string, shortest: number): RegExp {
  const separator = `["'\\\\]{0,4}[ \\t]{0,8}(?::=|=>|[:=])[ \\t]{0,8}`;
  const values = [
    `"((?:[^"\\\\\\r\\n]|\\\\[^\\r\\n]){${shortest},})`,
    `'([^'\\r\\n]{${shortest},})`,
    `\\\\+["']([^"'\\\\\\r\\n]{${shortest},})`,
    `([^\\s"'&<>\\\\][^\\s"'&<>]{${shortest - 1},})`,
  ];
  return new RegExp(`(?:${words})${separator}(?:${values.join('|')})`, 'gi');
}

/** The part of a match that is hidden begins here; it ends where the match ends. */
export function hiddenStart(match: RegExpExecArray): number {
  const [whole] = match;
  const groups: readonly (string | undefined)[] = match.slice(1);
  const hidden = groups.find((group) => group !== undefined) ?? whole;
  return match.index + whole.length - hidden.length;
}

/** Begins a private key; what follows is hidden up to `privateKeyEnd`. */
export const privateKeyBegin = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;
export const privateKeyEnd = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;
/** Without an end, so many characters are hidden: more than the largest key with a log's prefix on each line. */
export const longestPrivateKey = 32 * 1024;
