import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const phrasesFolder = fileURLToPath(new URL("../../src/signals/starter/phrases", import.meta.url));
export const starterModelFile = fileURLToPath(
  new URL("../../src/signals/starter/intents.model", import.meta.url),
);

export function readPhraseBooks(): Record<string, string> {
  const files = readdirSync(phrasesFolder).filter((name) => name.endsWith(".txt"));
  return Object.fromEntries(
    files.map((name) => [name.replace(".txt", ""), readFileSync(`${phrasesFolder}/${name}`, "utf8")]),
  );
}

/** Messages that were written apart from the phrases, to test with: intent and text, or "none" for no intent of ours. */
export function readHeldOut(): { language: string; intent: string; text: string }[] {
  const lines = readFileSync(new URL("./starter-held-out.tsv", import.meta.url), "utf8").split("\n");
  return lines.filter(Boolean).map((line) => {
    const [language = "", intent = "", text = ""] = line.split("\t");
    return { language, intent, text };
  });
}
