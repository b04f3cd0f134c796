// Whether a path that came from outside stays below the folder that it is taken in.

/** Relative, with slashes, without a way out, a drive or a scheme. */
export function isPlainPath(path: string): boolean {
  return path !== '' && !/^[/\\]|[\\:\0]/.test(path) && !path.split('/').includes('..');
}
