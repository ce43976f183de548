import { describe, expect, it } from "vitest";
import { hintTexts, kindTexts, problemTexts } from "../../src/routing/problem-text.ts";
import { validatePolicy } from "../../src/routing/validate-policy.ts";
import { loadProblemWords, tellProblem } from "../../src/ui/messages/problem-text.ts";
import { policyOf, queueOf, ruleOf } from "../routing/build.ts";

const languages = ["de", "fr", "es", "pt", "ja"] as const;
const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

/** A document with problems of many kinds. */
function broken() {
  const condition = (test: object) => ({ ...ruleOf("a", { all: [] }, "returns"), id: "a", when: test });
  const documents: unknown[] = [
    undefined,
    policyOf({ mode: "canary", timezone: "+01:00", fallback: "retuns" }),
    { ...policyOf(), extra: 1, note: "yes", capacity: { default: 0 } },
    { ...policyOf(), rules: [condition({ field: "subjct", operator: "is", value: "x" })] },
    { ...policyOf(), rules: [condition({ field: "subject", operator: "contain", value: "x" })] },
    {
      ...policyOf(),
      rules: [{ ...ruleOf("r", { all: [] }, "returns"), name: "", then: [{ do: "nothing" }] }],
    },
    policyOf({
      rules: [
        ruleOf("a", { field: "order.value", operator: "between", value: [9, 5] }, "returns"),
        ruleOf("a", { field: "body", operator: "matches", value: "(?=x)" }, "nowhere"),
        ruleOf("c", { field: "status", operator: "is", value: "opened" }, "returns"),
        ruleOf("d", { field: "order.value", operator: "contains", value: "5" }, "returns"),
      ],
    }),
    policyOf({
      schedules: [{ id: "Office", name: "Office", hours: [{ days: ["monday"], from: "9", to: "17:00" }] }],
    }),
    policyOf({
      queues: [queueOf("orders", { overflow: [{ when: "held", afterMinutes: 5, to: "orders" }] })],
    }),
  ];
  return documents.flatMap((document) => {
    const validation = validatePolicy(document);
    return validation.ok ? [] : validation.problems;
  });
}

describe("problems of a policy in another language", () => {
  it.each(languages)("tell in %s all that they are about", async (language) => {
    const words = await loadProblemWords(language);
    const problems = broken();
    expect(new Set(problems.map(({ code }) => code)).size).toBeGreaterThan(15);
    expect(problems.map(({ code }) => code)).not.toContain("other");
    for (const problem of problems) {
      const { kind, ...values } = problem.about;
      const told = tellProblem(problem, words);
      expect(told).not.toBe(problem.message);
      for (const value of Object.values(values)) expect(told).toContain(String(value));
      expect(told).not.toMatch(/[{}]\w*[{}]|undefined/);
      if (kind !== undefined) expect(told).not.toContain(String(kind));
    }
  });

  it.each(languages)("name in %s the same things as in English", async (language) => {
    const words = await loadProblemWords(language);
    const parts = [
      [problemTexts, words?.problems],
      [hintTexts, words?.hints],
      [kindTexts, words?.kinds],
    ] as [Record<string, string>, Record<string, string>][];
    for (const [english, told] of parts) {
      for (const [code, text] of Object.entries(english)) {
        expect({ code, names: placeholders(told[code] ?? "") }).toEqual({ code, names: placeholders(text) });
      }
    }
  });

  it("are in the server's own words in English, and where there are none for what is wrong", async () => {
    const [problem] = broken();
    if (!problem) throw new Error("nothing is wrong");
    expect(await loadProblemWords("en")).toBeNull();
    expect(tellProblem(problem, null)).toBe(problem.message);
    const newer = { ...problem, code: "of a newer server" as typeof problem.code };
    expect(tellProblem(newer, await loadProblemWords("de"))).toBe(problem.message);
  });
});
