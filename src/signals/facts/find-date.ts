import { type Found, found } from "../found.ts";
import type { Message } from "../message.ts";
import { searchNumbers } from "./search-message.ts";

/** By month: how its name begins in English, German, French, Spanish, Portuguese, Italian and Dutch. */
const months = [
  /^(?:jan|ene|gen)/,
  /^(?:feb|fév|fev)/,
  /^(?:mar(?!t?z?i)|märz|mrz|maart)/,
  /^(?:apr|avr|abr)/,
  /^(?:may|mai|mag|mei)/,
  /^(?:jun|juin|giu)/,
  /^(?:jul|juil|lug)/,
  /^(?:aug|août|aout|ago)/,
  /^(?:sep|set)/,
  /^(?:oct|okt|out|ott)/,
  /^(?:nov)/,
  /^(?:dec|dez|déc|dic)/,
];
const written = new RegExp(
  [
    "(?<!\\d)(?<y1>\\d{4})-(?<m1>\\d{1,2})-(?<d1>\\d{1,2})(?!\\d)",
    "(?<y2>\\d{4})年(?<m2>\\d{1,2})月(?<d2>\\d{1,2})日",
    "(?<![\\d.])(?<d3>\\d{1,2})\\.(?<m3>\\d{1,2})\\.(?<y3>\\d{4})(?!\\d)",
    "(?<![\\d/])(?<a4>\\d{1,2})/(?<b4>\\d{1,2})/(?<y4>\\d{4})(?!\\d)",
    "(?<!\\d)(?<d5>\\d{1,2})(?:st|nd|rd|th|er|\\.|º)?\\s(?:of |de |d')?(?<n5>\\p{L}{3,10})\\.?,?\\s(?:de |del )?(?<y5>20\\d{2})(?!\\d)",
    "(?<!\\p{L})(?<n6>\\p{L}{3,9})\\.?\\s(?<d6>\\d{1,2})(?:st|nd|rd|th)?,?\\s(?<y6>20\\d{2})(?!\\d)",
  ].join("|"),
  "gu",
);

/** The first whole day that the message names. 03/04/2026 may be either of two, so its confidence is low. */
export function findDate(message: Message): Found<string> | undefined {
  for (const { text, carrier } of searchNumbers(message, written)) {
    const read = readDate([...text.matchAll(written)][0]?.groups ?? {});
    if (read) return found(read.date, read.confidence, [carrier]);
  }
  return undefined;
}

function readDate(
  parts: Record<string, string | undefined>,
): { date: string; confidence: number } | undefined {
  const year = Number(parts.y1 ?? parts.y2 ?? parts.y3 ?? parts.y4 ?? parts.y5 ?? parts.y6);
  if (parts.a4) {
    const [first, second] = [Number(parts.a4), Number(parts.b4)];
    // Day first, as most of the world writes, unless only the other way makes a date.
    const dayFirst = toDate(year, second, first);
    const monthFirst = toDate(year, first, second);
    const date = dayFirst ?? monthFirst;
    return date ? { date, confidence: dayFirst && monthFirst && first !== second ? 0.5 : 0.9 } : undefined;
  }
  const name = (parts.n5 ?? parts.n6)?.toLowerCase();
  const month = name
    ? months.findIndex((pattern) => pattern.test(name)) + 1
    : Number(parts.m1 ?? parts.m2 ?? parts.m3);
  const date = toDate(year, month, Number(parts.d1 ?? parts.d2 ?? parts.d3 ?? parts.d5 ?? parts.d6));
  return date ? { date, confidence: 0.95 } : undefined;
}

function toDate(year: number, month: number, day: number): string | undefined {
  const days = [
    31,
    year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28,
    31,
    30,
    31,
    30,
    31,
    31,
    30,
    31,
    30,
    31,
  ];
  if (!(day >= 1 && day <= (days[month - 1] ?? 0))) return undefined;
  return [year, String(month).padStart(2, "0"), String(day).padStart(2, "0")].join("-");
}
