import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hasDrifted } from "../../src/classifier/quality/has-drifted.ts";
import { isBetter } from "../../src/classifier/quality/is-better.ts";
import { testByTime } from "../../src/classifier/test-by-time.ts";
import { createRandom } from "../../src/classifier/training/seeded-random.ts";
import { shopTickets } from "./shop-tickets.ts";

const judge = (isRight: boolean, confidence = 0.9) => ({ isRight, confidence });
const judged = fc.array(
  fc.boolean().map((isRight) => judge(isRight)),
  { maxLength: 60 },
);

describe("a new model is better", () => {
  it("only by more than chance", () => {
    const rights = (count: number) => Array.from({ length: 100 }, (_, index) => judge(index < count));
    expect(isBetter(rights(90), rights(80))).toBe(true);
    expect(isBetter(rights(81), rights(80))).toBe(false);
    expect(isBetter(rights(80), rights(80))).toBe(false);
    expect(isBetter(rights(70), rights(80))).toBe(false);
  });

  it("never than itself, and never both ways round", () => {
    fc.assert(
      fc.property(judged, (own) => {
        expect(isBetter(own, own)).toBe(false);
        const other = own.map(({ isRight }, index) => judge(index % 3 === 0 ? !isRight : isRight));
        expect(isBetter(own, other) && isBetter(other, own)).toBe(false);
      }),
    );
  });

  it("is not asked of judgements of different tickets", () => {
    expect(() => isBetter([judge(true)], [])).toThrow(RangeError);
  });
});

describe("drift", () => {
  const random = createRandom(3);
  const live = (truth: number) => Array.from({ length: 300 }, () => judge(random() < truth, 0.9));

  it("shows when 300 tickets were told with a confidence that they did not deserve", () => {
    expect(hasDrifted(live(0.9))).toBe(false);
    expect(hasDrifted(live(0.7))).toBe(true);
    expect(hasDrifted([...live(0.5), ...live(0.9)])).toBe(false);
  });

  it("is not called on few tickets", () => {
    expect(hasDrifted(Array.from({ length: 299 }, () => judge(false)))).toBe(false);
  });
});

describe("a test by time", () => {
  it("trains on the older tickets and tests on the newest fifth", () => {
    const examples = shopTickets(200);
    const steps = testByTime(examples);
    let step = steps.next();
    while (!step.done) step = steps.next();
    const { model, told } = step.value;
    expect(model.metrics.rows).toBe(160);
    expect(told.map(({ example }) => example)).toEqual(examples.slice(160));
    expect(told.filter(({ isRight }) => isRight).length).toBeGreaterThan(35);
  });

  it("shows a change of customs that a random split would hide", () => {
    const before = shopTickets(160);
    const after = shopTickets(40, 2).map((example) => ({ ...example, label: "new team" }));
    const steps = testByTime([...before, ...after]);
    let step = steps.next();
    while (!step.done) step = steps.next();
    expect(step.value.told.filter(({ isRight }) => isRight)).toEqual([]);
  });
});
