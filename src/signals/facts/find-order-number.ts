import { type Found, found } from "../found.ts";
import type { Message } from "../message.ts";
import { searchNumbers } from "./search-message.ts";

const candidate =
  /(?<![\p{L}\p{N}€$£¥.,:/-])#?(?:[A-Z]{1,4}[-_ ]?)?\d{3,14}(?:-\d{1,10}){0,2}(?![\p{L}\p{N}€$£¥%]|[.,:/]\d)/gu;
const named =
  /(?:order|purchase|bestell\w*|auftrag\w*|commande|pedido|orden|compra|encomenda|ordine|acquisto|bestelling\w*|注文|オーダー|订单)\s*(?:(?:number|no|nr|num|id|ref|is|was|with|nummer|lautet|numéro|numero|número|n[°ºo]|番号|号|は|ist|est|es|é)?[\s.:：#()n°º-]*){0,3}$/i;
const otherThing =
  /(?:phone|tel|call|fax|mobile|plz|zip|postcode|iban|account|konto|tracking|sendungs?\w*|paket\w*|suivi|seguimiento|rastre\w*|invoice|rechnung\w*|facture|factura|fatura|sku|art\w*|model\w*|電話|追跡)\s*(?:number|no|nr|nummer|番号)?[\s.:#]*$/i;
const dateLike = /^(?:19|20)\d{2}(?:-\d{1,2}){0,2}$/;

/** The order that the message is about: best where a word for it stands before, or a number sign. */
export function findOrderNumber(message: Message): Found<string> | undefined {
  const all = searchNumbers(message, candidate).flatMap(({ text, before, carrier }) => {
    const confidence = otherThing.test(before) ? 0 : confidenceOf(text, named.test(before));
    return confidence > 0 ? [{ number: text.replace(/^#/, ""), confidence, carrier }] : [];
  });
  const best = all.toSorted((a, b) => b.confidence - a.confidence)[0];
  return best && found(best.number, best.confidence, [best.carrier]);
}

/** How many different orders are named for sure. */
export function countOrderNumbers(message: Message): number {
  const sure = searchNumbers(message, candidate).filter(
    ({ text, before }) => !otherThing.test(before) && confidenceOf(text, named.test(before)) >= 0.8,
  );
  return new Set(sure.map(({ text }) => text.replace(/^#/, ""))).size;
}

function confidenceOf(text: string, isNamed: boolean): number {
  if (isNamed) return 0.95;
  if (text.startsWith("#")) return 0.85;
  if (dateLike.test(text)) return 0;
  if (/^[A-Z]{1,4}[-_]\d{4,}/.test(text)) return 0.8;
  return /^\d{6,10}$/.test(text) ? 0.4 : 0;
}
