// Where a diagnostic's file is, as people and CIs write it.

/** The path of a `file:` URI; anything else as it is. */
export function diagnosticPath(uri: string): string {
  if (!uri.startsWith('file://')) return uri;
  const path = uri.slice('file://'.length);
  try {
    return decodeURIComponent(path);
  } catch {
    // A stray % is part of a name here, not a reason to hide the diagnostic.
    return path;
  }
}
