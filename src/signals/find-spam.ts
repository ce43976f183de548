import { searchMessage } from "./facts/search-message.ts";
import { type Found, found } from "./found.ts";
import { buildLexicon, carrierOf, findHits } from "./lexicon.ts";
import type { Message } from "./message.ts";

/** What sellers of services and fortunes write to a shop, and shoppers hardly ever do. */
const pitches: [weight: number, phrases: string][] = [
  [
    0.6,
    "seo services, rank your website, first page of google, guest post, backlinks, link building, increase your traffic, boost your sales, web design services, lead generation, app development company, crypto investment, bitcoin investment, earn money online, work from home, you have won, lottery winner, claim your prize, inheritance fund, cheap viagra, online casino, dating site, whatsapp me for, escort",
  ],
  [
    0.4,
    "unsubscribe, limited time offer, act now, risk free, 100 free, increase your revenue, our agency, we are a leading manufacturer, factory price, best quality products from china, business proposal, investment opportunity, click here, congratulations you, dear sir madam, dear webmaster, website owner",
  ],
  [
    0.5,
    "suchmaschinenoptimierung, backlinks kaufen, gewonnen haben, kredit ohne schufa, référencement naturel, première page de google, vous avez gagné, posicionamiento web, primera página de google, ha ganado, primeira página do google, você ganhou, 副業, 当選しました, 検索順位, 出会い",
  ],
];
const lexicon = buildLexicon(
  pitches.flatMap(([weight, phrases]) => phrases.split(", ").map((phrase) => [phrase, weight] as const)),
);
const link = /https?:\/\/[^\s<>"]{3,200}/giu;
const fewestToTell = 0.5;

export function findSpam(message: Message): Found<boolean> | undefined {
  const hits = findHits(message, lexicon);
  const links = searchMessage(message, link);
  const linkShare = message.words.length > 0 ? (links.length * 6) / message.words.length : 0;
  const rest = hits.reduce((left, { meaning }) => left * (1 - meaning), linkShare > 0.5 ? 0.6 : 1);
  const confidence = 1 - rest;
  if (confidence < fewestToTell) return undefined;
  return found(true, confidence, [
    ...hits.map((hit) => carrierOf(message, hit)),
    ...links.slice(0, 1).map(({ carrier }) => carrier),
  ]);
}
