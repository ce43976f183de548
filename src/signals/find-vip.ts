import type { FieldValue } from "../routing/ticket.ts";
import { type Found, found } from "./found.ts";
import { buildLexicon, carrierOf, findHits } from "./lexicon.ts";
import type { Message } from "./message.ts";

/** What the help desk knows of who asks. */
export interface Sender {
  tags: readonly string[];
  fields: Readonly<Record<string, FieldValue>>;
  tier: string | null;
}

const markOfRank =
  /^(?:vip|key[ _-]?account|platinum|gold|premium|top[ _-]?customer|big[ _-]?spender|influencer)$/i;
const claims = buildLexicon(
  "loyal customer, long time customer, longtime customer, customer for years, regular customer, vip, gold member, platinum member, premium member, influencer, journalist, stammkunde, stammkundin, langjähriger kunde, langjährige kundin, client fidèle, cliente fidèle, cliente habitual, cliente fiel, cliente antigo, cliente antiga, vaste klant, cliente affezionato, 常連, 会員歴"
    .split(", ")
    .map((phrase) => [phrase, "claim"] as const),
);

/** Sure where the help desk marks the customer; a claim in the text is a hint, and says so by its confidence. */
export function findVip(message: Message, sender: Sender): Found<boolean> | undefined {
  const isMarked =
    [...sender.tags, sender.tier ?? ""].some((mark) => markOfRank.test(mark)) ||
    Object.entries(sender.fields).some(
      ([key, value]) =>
        (/vip|key_?account/i.test(key) && value === true) ||
        (typeof value === "string" && markOfRank.test(value)),
    );
  if (isMarked) return found(true, 1, []);
  const [claim] = findHits(message, claims);
  return claim && found(true, 0.4, [carrierOf(message, claim)]);
}
