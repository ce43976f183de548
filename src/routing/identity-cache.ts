export interface IdentityCache<Item extends object, Memo> {
  of(item: Item): Memo;
  /** One for each item, in order. The list is the cache's own: good until it is asked for the next one. */
  ofAll(items: readonly Item[]): readonly Memo[];
}

/**
 * Remembers what was worked out for an object for as long as the object lives. For objects that are never changed in
 * place, and nothing but a cache: what is remembered follows from the object alone. A list that comes again with few
 * items replaced, as a roster does from ticket to ticket, costs one comparison an item.
 */
export function createIdentityCache<Item extends object, Memo>(
  make: (item: Item) => Memo,
): IdentityCache<Item, Memo> {
  const memos = new WeakMap<Item, Memo>();
  const lastItems: Item[] = [];
  const lastMemos: Memo[] = [];

  function of(item: Item): Memo {
    const known = memos.get(item);
    if (known !== undefined) return known;
    const memo = make(item);
    memos.set(item, memo);
    return memo;
  }

  function ofAll(items: readonly Item[]): readonly Memo[] {
    for (let at = 0; at < items.length; at++) {
      const item = items[at] as Item;
      if (lastItems[at] === item) continue;
      lastItems[at] = item;
      lastMemos[at] = of(item);
    }
    lastItems.length = items.length;
    lastMemos.length = items.length;
    return lastMemos;
  }

  return { of, ofAll };
}
