// The text of each runbook as it was last approved here: what is compared with, and shown beside a changed one.
import type { SourceFile } from '../../runbooks/index.ts';

/** What was approved of a runbook. */
export interface ApprovedText {
  readonly digest: string;
  readonly sources: readonly SourceFile[];
}

/** A small store of files, by names of `[0-9a-f]`. */
export interface ApprovalStore {
  /** Undefined where there is none. */
  read(name: string): Promise<string | undefined>;
  write(name: string, text: string): Promise<void>;
}

export interface ApprovedTexts {
  of(uri: string): Promise<ApprovedText | undefined>;
  approve(uri: string, approved: ApprovedText): Promise<void>;
}

/** `digestOf` makes a URI a file's name. */
export function createApprovedTexts(store: ApprovalStore, digestOf: (json: unknown) => string): ApprovedTexts {
  return {
    async of(uri) {
      const text = await store.read(digestOf(uri));
      return text === undefined ? undefined : read(text);
    },
    approve: (uri, approved) => store.write(digestOf(uri), JSON.stringify(approved)),
  };
}

/** A file that isn't ours approves nothing. */
function read(text: string): ApprovedText | undefined {
  try {
    const found = JSON.parse(text) as Partial<ApprovedText> | null;
    return typeof found?.digest === 'string' && Array.isArray(found.sources)
      ? { digest: found.digest, sources: found.sources as readonly SourceFile[] }
      : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
