import { describe, expect, it } from "vitest";
import { showValue } from "../../src/ui/messages/show-number.ts";
import { showSignal, wordsBehind } from "../../src/ui/messages/show-signal.ts";

const english = { language: "en", yes: "yes", no: "no" } as const;

describe("a signal", () => {
  it("below zero has a minus sign, as its range has", () => {
    const shown = showSignal({ name: "sentiment", value: -0.17 }, english);
    expect(shown).toEqual({ text: "−0.17", range: "−1 … 1" });
  });

  it("is told in the reader's own notation", () => {
    const german = { language: "de", yes: "ja", no: "nein" } as const;
    expect(showSignal({ name: "sentiment", value: -0.17 }, german).text).toBe("−0,17");
    expect(showSignal({ name: "language", value: "fr" }, german).text).toBe("Französisch");
    expect(showSignal({ name: "vip", value: true }, german).text).toBe("ja");
  });

  it("is not told twice where the word that gave it is the value itself", () => {
    expect(wordsBehind({ value: "LG-78443", words: ["LG-78443"] })).toEqual([]);
    expect(wordsBehind({ value: 4711, words: ["4711"] })).toEqual([]);
    expect(wordsBehind({ value: "refund", words: ["refund", "money"] })).toEqual(["refund", "money"]);
    expect(wordsBehind({ value: 0.5 })).toEqual([]);
  });
});

describe("a value of a rule", () => {
  it("has a minus sign where it is a number, and its own hyphens where it is text", () => {
    expect(showValue(-0.5)).toBe("−0.5");
    expect(showValue("-pre-order")).toBe("-pre-order");
  });
});
