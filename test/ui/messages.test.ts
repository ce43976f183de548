import { describe, expect, it } from "vitest";

const languages = ["en", "de", "fr", "es", "pt", "ja"];
type Messages = Record<string, string | Record<string, string>>;

async function load(part: string, language: string): Promise<Messages> {
  const file = `../../src/ui/messages/${part}/${language}.ts`;
  return ((await import(file)) as { messages: Messages }).messages;
}

function namesIn(message: string | Record<string, string> | undefined): string[] {
  const text = typeof message === "string" ? message : (message?.other ?? "");
  return [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "").sort();
}

describe.each(["shared", "sidebar", "settings", "learning"])("the messages of %s", (part) => {
  it.each(languages)("in %s say everything, with the same values as in English", async (language) => {
    const [english, messages] = [await load(part, "en"), await load(part, language)];
    expect(Object.keys(messages).sort()).toEqual(Object.keys(english).sort());
    for (const [key, message] of Object.entries(messages)) {
      expect({ key, names: namesIn(message) }).toEqual({ key, names: namesIn(english[key]) });
    }
  });

  it.each(languages)("in %s have a form for each kind of number", async (language) => {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    for (const [key, message] of Object.entries(await load(part, language))) {
      // The forms for millions, which Romance languages have, read like those for others.
      const needed = pluralCategories.filter((category) => category !== "many");
      const missing = typeof message === "string" ? [] : needed.filter((category) => !(category in message));
      expect({ key, missing }).toEqual({ key, missing: [] });
    }
  });
});
