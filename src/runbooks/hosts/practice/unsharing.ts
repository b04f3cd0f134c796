// The first step behind the walls, which differs between root and everybody else.

/** The command that makes a mount namespace in which the caller may mount. */
export function outermost(): string[] {
  const asRoot = process.getuid?.() === 0;
  return ['unshare', ...(asRoot ? [] : ['--user', '--map-root-user']), '--mount'];
}

/** The person's PATH with the places of the system's own tools, which are not on everybody's. */
export function systemPath(): string {
  return `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin:/usr/bin:/bin`;
}
