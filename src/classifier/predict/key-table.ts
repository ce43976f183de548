/** An open-addressed table from 32-bit keys to their places in the list. */
export interface KeyTable {
  /** By slot: a key and its place + 1, or 0 for a free slot. Side by side, they are one look into memory, not two. */
  entries: Int32Array;
  mask: number;
}

export function buildKeyTable(keys: Int32Array): KeyTable {
  let size = 16;
  while (size < keys.length * 1.5) size *= 2;
  const table = { entries: new Int32Array(size * 2), mask: size - 1 };
  const { entries, mask } = table;
  for (let place = 0; place < keys.length; place++) {
    const key = keys[place] as number;
    let slot = key & mask;
    while (entries[slot * 2 + 1] !== 0) slot = (slot + 1) & mask;
    entries[slot * 2] = key;
    entries[slot * 2 + 1] = place + 1;
  }
  return table;
}

/** @returns the key's place, or -1 */
export function findKey({ entries, mask }: KeyTable, key: number): number {
  for (let slot = key & mask; ; slot = (slot + 1) & mask) {
    const place = (entries[slot * 2 + 1] as number) - 1;
    if (place < 0 || entries[slot * 2] === key) return place;
  }
}
