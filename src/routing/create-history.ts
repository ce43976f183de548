/** A list that can be put back to what it was: each change costs the same, however long the list is. */
export interface History<Item> {
  /** As it was at the moment gone to last, which is the latest until somebody asks for another. */
  readonly list: Item[];
  /** Forgets what came after the moment that the list stands at. */
  set(place: number, item: Item): void;
  /** How many changes the list has behind it. */
  moment(): number;
  /** Where the list has changed since a moment before; a place may come twice. */
  placesSince(moment: number): number[];
  goTo(moment: number): void;
}

export function createHistory<Item>(items: readonly Item[]): History<Item> {
  const list = [...items];
  const changes: { place: number; before: Item; after: Item }[] = [];
  let now = 0;
  return {
    list,
    set(place, item) {
      changes.length = now;
      changes.push({ place, before: list[place] as Item, after: item });
      list[place] = item;
      now++;
    },
    moment: () => now,
    placesSince: (moment) => changes.slice(moment, now).map(({ place }) => place),
    goTo(moment) {
      while (now > moment) {
        const { place, before } = changes[--now] as (typeof changes)[number];
        list[place] = before;
      }
      while (now < Math.min(moment, changes.length)) {
        const { place, after } = changes[now++] as (typeof changes)[number];
        list[place] = after;
      }
    },
  };
}
