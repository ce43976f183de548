import type { Example } from "../../src/classifier/document.ts";
import { createRandom } from "../../src/classifier/training/seeded-random.ts";

const topics: Record<string, string[]> = {
  returns: [
    "I want to return the {thing}",
    "how do I send back my {thing}",
    "{thing} does not fit, return please",
  ],
  delivery: [
    "where is my {thing}",
    "the parcel with the {thing} has not arrived",
    "{thing} still not delivered",
  ],
  refunds: [
    "I still wait for my money for the {thing}",
    "refund of the {thing} please",
    "no refund yet for {thing}",
  ],
  payment: [
    "my card was declined for the {thing}",
    "charged twice for one {thing}",
    "the {thing} payment failed",
  ],
};
const things = [
  "lamp",
  "chair",
  "blue coat",
  "kettle",
  "pair of boots",
  "tent",
  "backpack",
  "desk",
  "carpet",
  "mug",
];
const openings = ["Hello,", "Hi there", "Dear team,", "", "Good morning!", "hey"];
const closings = ["Thanks", "", "Kind regards", "please help", "asap", "Order 48213"];

/** Made-up tickets with the topic as label; the same count and seed give the same tickets. */
export function shopTickets(count: number, seed = 1): Example[] {
  const random = createRandom(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  return Array.from({ length: count }, () => {
    const label = pick(Object.keys(topics));
    const sentence = pick(topics[label] ?? []).replace("{thing}", pick(things));
    const body = `${pick(openings)} ${sentence}. ${pick(closings)}`.trim();
    return { label, document: random() < 0.3 ? { subject: pick(things), body } : { body } };
  });
}

/** The same tickets with labels that have nothing to do with them. */
export function shuffledTickets(count: number, seed = 1): Example[] {
  const labels = shopTickets(count, seed + 1000).map(({ label }) => label);
  return shopTickets(count, seed).map((example, index) => ({ ...example, label: labels[index] ?? "" }));
}
