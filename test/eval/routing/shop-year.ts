import type { Example } from "../../../src/classifier/document.ts";
import { createRandom } from "../../../src/classifier/training/seeded-random.ts";

/** What customers of a made-up shop write, by the group that it belongs to. `{thing}` and `{day}` are filled in. */
const said: Record<string, string[]> = {
  Orders: [
    "where is my {thing}, it was to come on {day}",
    "the parcel with the {thing} has not arrived",
    "tracking says delivered but there is no {thing} at my door",
    "can you change the delivery address for the {thing}",
    "when will the {thing} be shipped",
    "only half of the order came, the {thing} is missing",
  ],
  Returns: [
    "I want to send back the {thing}, it does not fit",
    "how do I return a {thing} that I bought on {day}",
    "the {thing} came broken and I want another one",
    "please send me a return label for the {thing}",
    "can I swap the {thing} for another size",
  ],
  Payments: [
    "I was charged twice for the {thing}",
    "my card was declined when I paid for the {thing}",
    "I still wait for the refund of the {thing}",
    "the invoice for the {thing} has the wrong address",
    "can I pay for the {thing} by bank transfer",
  ],
  "Product Advice": [
    "is the {thing} waterproof",
    "which size of {thing} do I need",
    "does the {thing} go with the one I bought last year",
    "is the {thing} back in stock by {day}",
  ],
  Wholesale: [
    "we would like forty of the {thing} for our branches",
    "do you give a discount on a pallet of {thing}",
  ],
};
/** As many write of the first as of all others together. */
const shares: [group: string, share: number][] = [
  ["Orders", 0.4],
  ["Returns", 0.25],
  ["Payments", 0.2],
  ["Product Advice", 0.1],
  ["Wholesale", 0.05],
];
/** Says nothing of where it belongs; people had to ask. */
const vague = [
  "I have a question about the {thing}",
  "please call me about the {thing}",
  "it is about the {thing} from {day}, can you help",
  "nobody answered my last message about the {thing}",
];
const things =
  "lamp,chair,blue coat,kettle,boots,tent,backpack,desk,carpet,mug,sofa,mirror,bike,scarf,oven".split(",");
const days = "monday,tuesday,friday,the 3rd,last week,tomorrow".split(",");
const openings = ["Hello,", "Hi", "Dear team,", "", "Good morning!", "hey there,"];
const closings = ["Thanks", "", "Kind regards", "please help", "this is urgent", "Order 48213"];

const vagueShare = 0.12;
/** People make mistakes, and a ticket that ended in the wrong group teaches it. */
const mistakenShare = 0.04;

export interface YearTicket extends Example {
  /** Whether its text says where it belongs. */
  isVague: boolean;
}

/** Tickets with the name of the group in which each one ended as label; the same count and seed give the same. */
export function shopYear(count: number, seed = 1): YearTicket[] {
  const random = createRandom(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  return Array.from({ length: count }, () => {
    const group = drawGroup(random());
    const isVague = random() < vagueShare;
    const sentence = pick(isVague ? vague : (said[group] ?? vague))
      .replace("{thing}", pick(things))
      .replace("{day}", pick(days));
    const label = random() < mistakenShare ? drawGroup(random()) : group;
    return { label, isVague, document: { body: `${pick(openings)} ${sentence}. ${pick(closings)}`.trim() } };
  });
}

function drawGroup(at: number): string {
  let sum = 0;
  for (const [group, share] of shares) {
    sum += share;
    if (at < sum) return group;
  }
  return "Orders";
}
