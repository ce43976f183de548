import { describe, expect, it } from "vitest";
import { wordsOf } from "../../src/classifier/features/words.ts";

const folded = (body: string) => wordsOf({ body }).map((word) => word.folded);

describe("words", () => {
  it("are folded, so that case, accents and width make no difference", () => {
    expect(folded("Rückgabe RUCKGABE ｒｕｃｋｇａｂｅ")).toEqual(["ruckgabe", "ruckgabe", "ruckgabe"]);
  });

  it("take one long number for another, and keep short ones", () => {
    expect(folded("order 48213 of 2 mp3 AB-991245X")).toEqual([
      "order",
      "000",
      "of",
      "2",
      "mp3",
      "ab",
      "000x",
    ]);
  });

  it("are single characters where a script has no spaces", () => {
    expect(folded("返品したい order")).toEqual(["返", "品", "し", "た", "い", "order"]);
  });

  it("leave out the punctuation of every script", () => {
    expect(folded("မင်္ဂလာပါ၊").join("")).not.toContain("၊");
    expect(folded("返品。")).toEqual(["返", "品"]);
  });

  it("keep their place in the subject or the body, and weigh double in the subject", () => {
    expect(wordsOf({ subject: "Re: tent", body: "¡Hola!" })).toEqual([
      { part: "subject", start: 0, end: 2, folded: "re", weight: 2 },
      { part: "subject", start: 4, end: 8, folded: "tent", weight: 2 },
      { part: "body", start: 1, end: 5, folded: "hola", weight: 1 },
    ]);
  });
});
