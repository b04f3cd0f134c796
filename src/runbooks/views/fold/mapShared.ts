// map, but what does not change stays the same object.

/** `list` with each item turned; the list itself where no item changed. */
export function mapShared<T>(list: readonly T[], turn: (item: T) => T): readonly T[] {
  const turned = list.map(turn);
  return turned.every((item, index) => item === list[index]) ? list : turned;
}
