import { type Found, found } from "../found.ts";
import type { Message } from "../message.ts";
import { searchNumbers } from "./search-message.ts";

const candidate = /(?<![\p{L}\p{N}])(?:[A-Z0-9][ -]?){9,29}[A-Z0-9](?![\p{L}\p{N}])/gu;
const keyword =
  /track|sendung|paket|parcel|shipment|suivi|colis|seguimiento|env[ií]o|rastre|consegna|tracciam|zending|dhl|ups|fedex|dpd|gls|hermes|royal mail|追跡|送り状|伝票/i;

/** A parcel's number, by the shapes that carriers use; two of them have a check digit, which makes it sure. */
export function findTrackingNumber(message: Message): Found<string> | undefined {
  for (const { text, before, carrier } of searchNumbers(message, candidate)) {
    const number = text.replace(/[ -]/g, "");
    const confidence = confidenceOf(number, keyword.test(before));
    if (confidence > 0) return found(number, confidence, [carrier]);
  }
  return undefined;
}

function confidenceOf(number: string, isNamed: boolean): number {
  if (/^1Z[0-9A-Z]{16}$/.test(number)) return isUpsNumber(number) ? 0.99 : 0.8;
  if (/^[A-Z]{2}\d{9}[A-Z]{2}$/.test(number)) return isPostalNumber(number) ? 0.99 : 0.6;
  // DHL and the shipping unit number that many others print.
  if (/^(?:JJD\d{15,18}|JD\d{16,18}|00\d{18})$/.test(number)) return 0.95;
  // DPD, FedEx, GLS and others use plain numbers: only the words around tell them from an order's.
  if (/^\d{10,22}$/.test(number) && isNamed) return 0.8;
  return 0;
}

/** Universal Postal Union S10. */
function isPostalNumber(number: string): boolean {
  const weights = [8, 6, 4, 2, 3, 5, 9, 7];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(number[index + 2]), 0);
  const check = 11 - (sum % 11);
  return Number(number[10]) === (check === 10 ? 0 : check === 11 ? 5 : check);
}

function isUpsNumber(number: string): boolean {
  let sum = 0;
  for (const [index, character] of [...number.slice(2, 17)].entries()) {
    const value = /\d/.test(character) ? Number(character) : (character.charCodeAt(0) - 63) % 10;
    sum += index % 2 === 1 ? value * 2 : value;
  }
  return Number(number[17]) === (10 - (sum % 10)) % 10;
}
