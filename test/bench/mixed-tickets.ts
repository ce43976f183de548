import type { Document } from "../../src/classifier/document.ts";
import { createRandom } from "../../src/classifier/training/seeded-random.ts";
import { readHeldOut } from "../signals/starter-files.ts";
import { manyWordTickets } from "./many-word-tickets.ts";

/** Of twenty tickets, in characters: chats and forms are short, mails are longer, one is a story. */
const lengths = [
  ...new Array<number>(8).fill(150),
  ...new Array<number>(6).fill(400),
  ...new Array<number>(3).fill(800),
  ...new Array<number>(2).fill(1_500),
  2_000,
];

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
    const length = draw(lengths);
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
