import type { Document } from "../../src/classifier/document.ts";
import { createRandom } from "../../src/classifier/training/seeded-random.ts";
import { readHeldOut } from "../signals/starter-files.ts";
import { manyWordTickets } from "./many-word-tickets.ts";

/**
 * How long mails to a help desk are, in characters: quantiles of 4,300 that were published without their small words
 * (half below 160, one in ten above 610, one in a hundred above 1,900), and half as long again for those words.
 */
const lengthQuantiles: readonly (readonly [share: number, characters: number])[] = [
  ...[[0, 60] as const, [0.1, 100] as const, [0.25, 145] as const, [0.5, 240] as const],
  ...[[0.75, 415] as const, [0.9, 915] as const, [0.95, 1_380] as const, [0.99, 2_850] as const],
  [1, 6_600],
];

function lengthAt(share: number): number {
  const next = lengthQuantiles.findIndex(([above]) => above > share);
  const [low, short] = lengthQuantiles[next - 1] ?? [0, 0];
  const [high, long] = lengthQuantiles[next] ?? [1, 0];
  return Math.round(short + ((share - low) / (high - low)) * (long - short));
}

export interface MixedTicket extends Document {
  subject: string;
  group: string;
  priority: string;
  effort: string;
}

/**
 * Tickets of the lengths that a shop gets, in words that both the starter model and a large shop's own models know:
 * what shoppers write, and between it words of their group.
 */
export function mixedTickets(count: number, groups: number, seed = 1): MixedTicket[] {
  const random = createRandom(seed);
  const sentences = readHeldOut().map(({ text }) => text);
  const draw = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)] as Item;
  return manyWordTickets(count, groups, seed).map(({ label, document }) => {
    const length = lengthAt(random());
    const words = document.body.split(" ");
    let body = "";
    for (let at = 0; body.length < length; at += 10) {
      const from = at % words.length;
      body += `${words.slice(from, from + 10).join(" ")}. ${draw(sentences)}\n`;
    }
    return {
      subject: words.slice(0, 4).join(" "),
      body: body.slice(0, length),
      group: label,
      priority: `priority ${Number(label.replace(/\D/g, "")) % 3}`,
      effort: `effort ${Number(label.replace(/\D/g, "")) % 4}`,
    };
  });
}
