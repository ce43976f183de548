import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  believe,
  confidenceOf,
  estimateOf,
  fitConfidenceHead,
} from "../../src/classifier/quality/confidence-head.ts";
import { coverageCurve, findThreshold } from "../../src/classifier/quality/coverage.ts";
import {
  accuracyOf,
  calibrationErrorOf,
  confusionsOf,
  macroF1Of,
} from "../../src/classifier/quality/metrics.ts";
import { softmax, twoBest } from "../../src/classifier/quality/softmax.ts";
import { solve } from "../../src/classifier/quality/solve.ts";
import { createRandom } from "../../src/classifier/training/seeded-random.ts";

const judge = (confidence: number, isRight: boolean, weight = 1) => ({ confidence, isRight, weight });

describe("a confidence", () => {
  const judged = (count: number) =>
    Array.from({ length: count }, (_, row) => {
      const evidence = { margin: row / count, gap: row / count, knownShare: 0.8, wordCount: 9 };
      const isRight = row >= count / 5;
      return { evidence: { ...evidence, probability: isRight ? 0.97 : 0.2 }, isRight, weight: 1 };
    });
  const spread = (count: number) => {
    const rows = judged(count);
    const head = fitConfidenceHead(rows, []);
    const told = rows.map(({ evidence }) => confidenceOf(head, evidence));
    return Math.max(...told) - Math.min(...told);
  };

  it("keeps away from extremes where few examples back them, and hardly where many do", () => {
    const spreads = [60, 330, 1_000, 10_000].map(spread);
    expect(spreads).toEqual(spreads.toSorted((a, b) => a - b));
    expect(spreads[0]).toBeLessThanOrEqual(0.75);
    expect(spreads[3]).toBeGreaterThan(0.95);
  });

  const share = (min: number) => fc.double({ min, max: 1, noNaN: true });

  it("keeps the order of the estimates that it comes of, and never leaves 0 to 1", () => {
    fc.assert(
      fc.property(share(0.75), share(0), (trust, accuracy) => {
        const head = { weights: [], means: [], scales: [], trust, accuracy };
        const told = [0, 0.3, 0.300001, 0.9, 1].map((estimate) => believe(head, estimate));
        expect(told).toEqual(told.toSorted((a, b) => a - b));
        expect(told.every((confidence) => confidence >= 0 && confidence <= 1)).toBe(true);
      }),
    );
  });

  it("counts an example of weight three as three examples", () => {
    const rows = mixed();
    const thrice = told(
      [],
      rows.flatMap((row) => [row, row, row]),
    );
    const weighed = told(
      [],
      rows.map((row) => ({ ...row, weight: 3 })),
    );
    for (const [index, confidence] of weighed.entries())
      expect(confidence).toBeCloseTo(thrice[index] ?? 0, 9);
  });

  it("is lower where strangers look like the text, and hardly elsewhere", () => {
    const rows = mixed();
    const strangers = rows.slice(0, 40).map((row) => ({ ...row, isRight: false, weight: 0.5 }));
    const [before, after] = [told(rows, []), told(rows, strangers)];
    const fall = (row: number) => (before[row] ?? 0) - (after[row] ?? 0);
    expect(fall(30)).toBeGreaterThan(0.1);
    expect(fall(99)).toBeLessThan(0.02);
  });

  const mixed = () =>
    Array.from({ length: 100 }, (_, row) => {
      const evidence = { margin: row / 100, gap: row / 100, knownShare: 0.8, wordCount: 9 };
      return { evidence: { ...evidence, probability: 0.7 }, isRight: row >= 20 + (row % 7), weight: 1 };
    });
  const told = (...given: Parameters<typeof fitConfidenceHead>) => {
    const head = fitConfidenceHead(...given);
    return mixed().map(({ evidence }) => estimateOf(head, evidence));
  };
});

describe("the figures of quality", () => {
  it("average F1 without regard to how many tickets a label has", () => {
    const told = [
      ...Array.from({ length: 8 }, () => ({ target: 0, label: 0 })),
      { target: 1, label: 0 },
      { target: 1, label: 1 },
    ];
    // Label 0: 16 / 17, label 1: 2 / 3.
    expect(macroF1Of(told)).toBeCloseTo((16 / 17 + 2 / 3) / 2, 12);
  });

  it("count a label that was told but never true", () => {
    expect(
      macroF1Of([
        { target: 0, label: 0 },
        { target: 0, label: 5 },
      ]),
    ).toBeCloseTo((2 / 3 + 0) / 2, 12);
  });

  it("tell how far confidence and truth lie apart", () => {
    expect(
      calibrationErrorOf([judge(0.8, true), judge(0.8, true), judge(0.8, false), judge(0.8, false)]),
    ).toBeCloseTo(0.3);
    expect(calibrationErrorOf([judge(1, true), judge(0, false)])).toBe(0);
    expect(calibrationErrorOf([])).toBe(0);
  });

  it("list mistakes, the most frequent first", () => {
    const told = [
      [1, 2],
      [3, 1],
      [1, 2],
      [2, 2],
    ].map(([target = 0, label = 0]) => ({ target, label }));
    expect(confusionsOf(told)).toEqual([
      { target: 1, label: 2, count: 2 },
      { target: 3, label: 1, count: 1 },
    ]);
  });

  it("draw accuracy against coverage", () => {
    const curve = coverageCurve([judge(0.9, true), judge(0.5, false), judge(0.5, true), judge(0.2, false)]);
    expect(curve[0]).toEqual({ threshold: 0, coverage: 1, precision: 0.5 });
    expect(curve.find(({ threshold }) => threshold === 0.5)).toEqual({
      threshold: 0.5,
      coverage: 0.75,
      precision: 2 / 3,
    });
    expect(curve.at(-1)).toEqual({ threshold: 0.9, coverage: 0.25, precision: 1 });
  });
});

describe("a threshold for a promised precision", () => {
  it("keeps the promise on what it was found with, for any confidences", () => {
    const someJudged = fc.array(
      fc.record({
        ...{ confidence: fc.double({ min: 0, max: 1, noNaN: true }), isRight: fc.boolean() },
        weight: fc.constant(1),
      }),
      { maxLength: 200 },
    );
    fc.assert(
      fc.property(someJudged, fc.constantFrom(0.5, 0.8, 0.9), (judged, promised) => {
        const { threshold, coverage } = findThreshold(judged, promised);
        const told = judged.filter(({ confidence }) => confidence >= threshold);
        expect(told.length).toBe(Math.round(coverage * judged.length));
        if (told.length > 0) expect(accuracyOf(told)).toBeGreaterThanOrEqual(promised);
      }),
    );
  });

  it("keeps the promise on later tickets within two points, when confidences are true", () => {
    const random = createRandom(5);
    const draw = () =>
      Array.from({ length: 50_000 }, () => random()).map((confidence) =>
        judge(confidence, random() < confidence),
      );
    const { threshold, coverage } = findThreshold(draw(), 0.9);
    const later = draw().filter(({ confidence }) => confidence >= threshold);
    expect(accuracyOf(later)).toBeGreaterThan(0.88);
    expect(accuracyOf(later)).toBeLessThan(0.92);
    expect(coverage).toBeCloseTo(0.2, 1);
  });

  it("tells less where it rests on few examples", () => {
    // Right in 19 of 20: a hundred of them do not prove 94 in 100, four thousand do.
    const examples = (count: number) =>
      Array.from({ length: count }, (_, row) => judge(0.95, row % 20 !== 0));
    expect(findThreshold(examples(100), 0.94).coverage).toBe(0);
    expect(findThreshold(examples(4_000), 0.94).coverage).toBe(1);
  });

  it("counts strangers for what they stand for", () => {
    const right = Array.from({ length: 1_000 }, () => judge(0.95, true));
    const strangers = Array.from({ length: 1_000 }, () => judge(0.95, false, 0.02));
    const { coverage, precision } = findThreshold([...right, ...strangers], 0.9);
    expect(coverage).toBe(1);
    expect(precision).toBeCloseTo(1_000 / 1_020, 9);
    expect(findThreshold([...right, ...strangers], 0.98).coverage).toBe(0);
  });

  it("tells nothing rather than break the promise", () => {
    const wrong = Array.from({ length: 50 }, () => judge(0.99, false));
    expect(findThreshold(wrong, 0.9)).toEqual({ threshold: 2, coverage: 0, precision: 1 });
    expect(findThreshold([judge(1, true)], 0.9).coverage).toBe(0);
  });
});

describe("the small mathematics", () => {
  it("finds the two best of any scores", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 2, maxLength: 20 }), (scores) => {
        const { first, second } = twoBest(scores);
        const sorted = scores.toSorted((a, b) => b - a);
        expect([scores[first], scores[second]]).toEqual(sorted.slice(0, 2));
        expect(first).not.toBe(second);
      }),
    );
    expect(twoBest([3])).toEqual({ first: 0, second: -1 });
  });

  it("makes probabilities of scores of any size", () => {
    expect(softmax([1000, 1000], 0.1)).toEqual(Float64Array.from([0.5, 0.5]));
    expect(softmax([0, -1e6], 0.1)[0]).toBe(1);
  });

  it("solves equations whose first pivot is zero", () => {
    const solution = solve(
      [
        [0, 2],
        [3, 1],
      ],
      [4, 5],
    );
    expect(solution[0]).toBeCloseTo(1, 12);
    expect(solution[1]).toBeCloseTo(2, 12);
  });
});
