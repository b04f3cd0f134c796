// Variables that scripts may take for granted.

/** What POSIX, the shells and logins set, and what commands are commonly told by. */
export const ENVIRONMENT: ReadonlySet<string> = new Set([
  ...['PATH', 'HOME', 'USER', 'LOGNAME', 'SHELL', 'PWD', 'OLDPWD', 'TERM', 'MAIL', 'HOSTNAME', 'UID', 'EUID', 'TMPDIR'],
  ...['IFS', 'PS1', 'PS2', 'PS4', 'ENV', 'PPID', 'LINENO', 'OPTIND', 'OPTARG', 'RANDOM', 'SECONDS', 'REPLY', 'TZ'],
  ...[
    'LANG',
    'LANGUAGE',
    'LC_ALL',
    'LC_CTYPE',
    'LC_MESSAGES',
    'LC_NUMERIC',
    'LC_TIME',
    'LC_COLLATE',
    'COLUMNS',
    'LINES',
  ],
  ...['SUDO_USER', 'SUDO_UID', 'SUDO_GID', 'SUDO_COMMAND', 'SSH_CLIENT', 'SSH_CONNECTION', 'SSH_TTY', 'DISPLAY'],
  ...[
    'XDG_RUNTIME_DIR',
    'XDG_CONFIG_HOME',
    'XDG_DATA_HOME',
    'XDG_STATE_HOME',
    'XDG_CACHE_HOME',
    'DBUS_SESSION_BUS_ADDRESS',
  ],
  ...['BASH', 'BASH_VERSION', 'BASHPID', 'PIPESTATUS', 'FUNCNAME', 'EDITOR', 'VISUAL', 'PAGER', 'MANPATH'],
  ...['http_proxy', 'https_proxy', 'no_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'],
]);
