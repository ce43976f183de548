/** An open-addressed table from 32-bit keys to their places in the list. */
export interface KeyTable {
  keys: Int32Array;
  /** Place + 1, or 0 for a free slot. */
  slots: Int32Array;
  mask: number;
}

export function buildKeyTable(keys: Int32Array): KeyTable {
  let size = 16;
  while (size < keys.length * 2) size *= 2;
  const table = { keys, slots: new Int32Array(size), mask: size - 1 };
  for (let place = 0; place < keys.length; place++) {
    let slot = (keys[place] as number) & table.mask;
    while (table.slots[slot] !== 0) slot = (slot + 1) & table.mask;
    table.slots[slot] = place + 1;
  }
  return table;
}

/** @returns the key's place, or -1 */
export function findKey({ keys, slots, mask }: KeyTable, key: number): number {
  for (let slot = key & mask; ; slot = (slot + 1) & mask) {
    const place = (slots[slot] as number) - 1;
    if (place < 0 || keys[place] === key) return place;
  }
}
