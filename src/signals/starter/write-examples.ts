import type { Example } from "../../classifier/document.ts";
import { createRandom } from "../../classifier/training/seeded-random.ts";
import type { PhraseBook } from "./parse-phrases.ts";
import { type Pick, writePhrase } from "./write-phrase.ts";

/** Different ways to say one pattern that go into the training. */
const variants = 9;

/**
 * Messages as shoppers write them, made of a language's phrases: with and without greeting, in one sentence or two,
 * sometimes with a subject, sometimes with a slip of the finger. The same book and seed make the same messages.
 */
export function writeExamples({ slots, phrases }: PhraseBook, language: string, seed: number): Example[] {
  const random = createRandom(seed);
  const pick: Pick = (items) => items[Math.floor(random() * items.length)] as (typeof items)[number];
  const perhaps = (share: number, slot: string) => (random() < share ? pick(slots[slot] ?? [""]) : "");
  return phrases.flatMap(({ intent, pattern }, index) => {
    const say = () => withSlip(writePhrase(pattern, slots, pick), random);
    const written = new Map<string, Example>();
    for (let attempt = 0; attempt < variants; attempt++) {
      const sentences = random() < 0.2 ? `${say()}. ${say()}` : say();
      const body = [perhaps(0.35, "opening"), sentences, perhaps(0.35, "closing")].filter(Boolean).join(" ");
      const document = random() < 0.15 ? { subject: say(), body } : { body };
      // Variants of one pattern are no proof of one another.
      written.set(body, { document, label: intent, group: `${language} ${index}` });
    }
    return [...written.values()];
  });
}

const slipShare = 0.15;

/** Two neighbouring letters of a longer word change places. */
function withSlip(text: string, random: () => number): string {
  if (random() >= slipShare) return text;
  const words = text.split(" ");
  const at = Math.floor(random() * words.length);
  const word = words[at] ?? "";
  if (!/^\p{L}{5,}$/u.test(word)) return text;
  const place = 1 + Math.floor(random() * (word.length - 3));
  words[at] = word.slice(0, place) + word[place + 1] + word[place] + word.slice(place + 2);
  return words.join(" ");
}
