import { describe, expect, it } from "vitest";
import { lint } from "../../src/routing/lint.ts";
import { validatePolicy } from "../../src/routing/validate-policy.ts";
import { demoPolicy } from "../../src/sandbox/demo/demo-policy.ts";
import { loadFindingWords, tellFinding } from "../../src/ui/messages/finding-text.ts";

/** A policy with flaws of several kinds. */
function flawed() {
  const [queue, ...queues] = demoPolicy.queues;
  const [rule, ...rules] = demoPolicy.rules;
  const document = {
    ...demoPolicy,
    schedules: [{ id: "late", name: "Late", hours: [{ days: ["monday"], from: "09:00", to: "17:00" }] }],
    queues: [
      { ...queue, clock: "business", hold: { ramp: { tickets: 99, minutes: 5 } } },
      ...queues,
      { ...queue, id: "spare", name: "Spare", group: "Nowhere" },
    ],
    rules: [
      { ...rule, id: "all", name: "All", when: { all: [] }, last: true },
      { ...rule, id: "nobody", name: "Nobody", then: [{ do: "prefer agent", agent: "Nobody" }] },
      ...rules,
    ],
  };
  const validation = validatePolicy(document);
  if (!validation.ok) throw new Error(JSON.stringify(validation.problems));
  return lint(validation.policy, { groups: [], agents: [] });
}

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe("findings in another language", () => {
  it.each(["de", "fr", "es", "pt", "ja"] as const)(
    "tell in %s all that they are about, and what to do",
    async (language) => {
      const words = await loadFindingWords(language);
      const findings = flawed();
      expect(new Set(findings.map(({ code }) => code)).size).toBeGreaterThan(4);
      for (const finding of findings) {
        const { message, fix } = tellFinding(finding, words);
        expect([message, fix]).not.toContain(finding.message);
        expect(fix).not.toBe(finding.fix);
        for (const value of Object.values(finding.about)) expect(message).toContain(String(value));
      }
    },
  );

  it("name the same things in every language", async () => {
    const german = await loadFindingWords("de");
    for (const language of ["fr", "es", "pt", "ja"] as const) {
      const words = await loadFindingWords(language);
      for (const [code, [message]] of Object.entries(words ?? {})) {
        const [other = ""] = german?.[code as keyof typeof words] ?? [];
        expect({ code, language, names: placeholders(message) }).toEqual({
          code,
          language,
          names: placeholders(other),
        });
      }
    }
  });

  it("are in the server's own words in English, and where there are none for what was found", async () => {
    const [finding] = flawed();
    if (!finding) throw new Error("nothing was found");
    expect(await loadFindingWords("en")).toBeNull();
    expect(tellFinding(finding, null)).toMatchObject({ message: finding.message, fix: finding.fix });
  });
});
