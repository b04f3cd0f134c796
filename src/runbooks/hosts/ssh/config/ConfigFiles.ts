// The port to the files that ssh_config(5) speaks of.

/** Reading only, and nothing but what the configuration names. */
export interface ConfigFiles {
  /** The file's text; undefined where there is none or it can't be read. */
  read(path: string): Promise<string | undefined>;
  /** The names in a folder; empty where there is none. */
  list(folder: string): Promise<readonly string[]>;
}
