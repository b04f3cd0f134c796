// A map by text that is never changed: one with another entry shares all the rest with it, however many there are.

interface Entry<T> {
  readonly key: string;
  readonly value: T;
}
/** All entries whose keys have one hash. */
interface Bucket<T> {
  readonly hash: number;
  readonly entries: readonly Entry<T>[];
}
/** By the next five bits of the hash. */
type Branch<T> = readonly (Node<T> | undefined)[];
type Node<T> = Bucket<T> | Branch<T>;

const bits = 5;
const width = 1 << bits;
const none: Branch<never> = Array.from({ length: width }, () => undefined);

/** Its order is that of no insertion, but the same for the same keys. */
export class KeyedMap<T> {
  private readonly root: Branch<T>;

  private constructor(root: Branch<T>) {
    this.root = root;
  }

  static of<T>(entries: Iterable<readonly [string, T]> = []): KeyedMap<T> {
    let map = new KeyedMap<T>(none);
    for (const [key, value] of entries) map = map.with(key, value);
    return map;
  }

  get(key: string): T | undefined {
    const hash = hashOf(key);
    let node: Node<T> | undefined = this.root;
    for (let shift = 0; node !== undefined && isBranch(node); shift += bits) node = node[indexOf(hash, shift)];
    return node?.hash === hash ? node.entries.find((entry) => entry.key === key)?.value : undefined;
  }

  has(key: string): boolean {
    return this.get(key) !== undefined;
  }

  /** With this value under `key`; costs the same however large the map is. */
  with(key: string, value: T): KeyedMap<T> {
    return new KeyedMap(put(this.root, hashOf(key), { key, value }, 0));
  }

  without(key: string): KeyedMap<T> {
    return new KeyedMap(cut(this.root, hashOf(key), key, 0));
  }

  /** With each value turned; one that is turned into undefined goes. What stays the same is shared. */
  mapped(turn: (value: T, key: string) => T | undefined): KeyedMap<T> {
    return this.entries().reduce<KeyedMap<T>>((map, [key, value]) => {
      const turned = turn(value, key);
      if (turned === value) return map;
      return turned === undefined ? map.without(key) : map.with(key, turned);
    }, this);
  }

  entries(): readonly (readonly [string, T])[] {
    const found: (readonly [string, T])[] = [];
    const visit = (node: Node<T> | undefined): void => {
      if (node === undefined) return;
      if (isBranch(node)) node.forEach(visit);
      else for (const { key, value } of node.entries) found.push([key, value]);
    };
    visit(this.root);
    return found;
  }

  values(): readonly T[] {
    return this.entries().map(([, value]) => value);
  }
}

function put<T>(branch: Branch<T>, hash: number, entry: Entry<T>, shift: number): Branch<T> {
  const index = indexOf(hash, shift);
  const node = branch[index];
  if (node === undefined) return branch.with(index, { hash, entries: [entry] });
  if (isBranch(node)) return branch.with(index, put(node, hash, entry, shift + bits));
  if (node.hash === hash) return branch.with(index, { hash, entries: [...without(node, entry.key), entry] });
  const deeper = (none as Branch<T>).with(indexOf(node.hash, shift + bits), node);
  return branch.with(index, put(deeper, hash, entry, shift + bits));
}

function cut<T>(branch: Branch<T>, hash: number, key: string, shift: number): Branch<T> {
  const index = indexOf(hash, shift);
  const node = branch[index];
  if (node === undefined) return branch;
  if (isBranch(node)) return branch.with(index, cut(node, hash, key, shift + bits));
  const entries = without(node, key);
  return branch.with(index, entries.length === 0 ? undefined : { hash: node.hash, entries });
}

function without<T>(bucket: Bucket<T>, key: string): readonly Entry<T>[] {
  return bucket.entries.filter((entry) => entry.key !== key);
}

function isBranch<T>(node: Node<T>): node is Branch<T> {
  return Array.isArray(node);
}

function indexOf(hash: number, shift: number): number {
  return (hash >>> shift) & (width - 1);
}

/** FNV-1a. */
function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index++) hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}
