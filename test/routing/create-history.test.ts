import fc from "fast-check";
import { expect, test } from "vitest";
import { createHistory } from "../../src/routing/create-history.ts";

test("a list goes back and forth to what it was at any moment", () => {
  const changes = fc.array(fc.record({ place: fc.nat(4), item: fc.string() }), { maxLength: 20 });
  fc.assert(
    fc.property(changes, fc.array(fc.nat(20)), (made, visits) => {
      const history = createHistory(["a", "b", "c", "d", "e"]);
      const states = [[...history.list]];
      for (const { place, item } of made) {
        history.set(place, item);
        states.push([...history.list]);
      }
      for (const visit of visits) {
        const moment = Math.min(visit, made.length);
        history.goTo(moment);
        expect([history.list, history.moment()]).toEqual([states[moment], moment]);
      }
    }),
  );
});

test("a list tells where it has changed since, and a change after going back takes the place of those that were undone", () => {
  const history = createHistory(["a", "b", "c"]);
  history.set(0, "x");
  const moment = history.moment();
  history.set(2, "y");
  history.set(1, "z");
  expect(history.placesSince(moment)).toEqual([2, 1]);
  history.goTo(moment);
  history.set(1, "other");
  expect(history.placesSince(moment)).toEqual([1]);
  history.goTo(99);
  expect(history.list).toEqual(["x", "other", "c"]);
});
