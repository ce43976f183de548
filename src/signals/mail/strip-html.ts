import { type Range, replaceRanges, type TracedText } from "./traced-text.ts";

const looksLikeHtml = /<(?:html|body|div|p|br|table|span|blockquote|a|b|ul|head)\b[^<>]{0,2000}>/i;
const tagOrEntity = /<\/?[a-z][^<>]{0,2000}>|<!--|&(#x?[0-9a-f]{1,6}|[a-z]{2,8});/gi;
const endsLine = /^<(?:br|\/p|\/div|\/tr|\/li|\/h|\/blockquote)/i;
/** Elements whose content is not for reading. */
const unread = /^<(script|style|head|title)\b/i;
const quote = /<(?:blockquote|div class="?gmail_quote"?)\b[^<>]{0,2000}>/i;

const named: Record<string, string> = {
  ...{ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " ", hellip: "…", euro: "€", pound: "£" },
  ...{ auml: "ä", ouml: "ö", uuml: "ü", Auml: "Ä", Ouml: "Ö", Uuml: "Ü", szlig: "ß", ccedil: "ç" },
  ...{ eacute: "é", egrave: "è", ecirc: "ê", agrave: "à", acirc: "â", ocirc: "ô", icirc: "î", ucirc: "û" },
  ...{ aacute: "á", iacute: "í", oacute: "ó", uacute: "ú", ntilde: "ñ", atilde: "ã", otilde: "õ" },
  ...{ rsquo: "’", lsquo: "‘", ldquo: "“", rdquo: "”", ndash: "–", mdash: "—", iexcl: "¡", iquest: "¿" },
};

/** Leaves the words of an HTML mail and drops what it quotes; plain text stays as it is. */
export function stripHtml(traced: TracedText): TracedText {
  if (!looksLikeHtml.test(traced.text)) return traced;
  const quoted = quote.exec(traced.text);
  if (!quoted) return replaceRanges(traced, findMarkup(traced.text));
  const above = replaceRanges(traced, [{ start: quoted.index, end: traced.text.length }]);
  const reply = replaceRanges(above, findMarkup(above.text));
  // A mail that is nothing but a quote was forwarded: then that is the message.
  return /[\p{L}\p{N}]/u.test(reply.text) ? reply : replaceRanges(traced, findMarkup(traced.text));
}

function findMarkup(text: string): (Range & { by: string })[] {
  const ranges: (Range & { by: string })[] = [];
  const endOf = createEndFinder(text);
  let readFrom = 0;
  for (const match of text.matchAll(tagOrEntity)) {
    const start = match.index;
    if (start < readFrom) continue;
    const [found, entity] = match;
    const element = found === "<!--" ? "--" : unread.exec(found)?.[1]?.toLowerCase();
    const end = (element && endOf(element, start)) || start + found.length;
    const by = entity ? decode(entity, found) : endsLine.test(found) ? "\n" : "";
    ranges.push({ start, end, by });
    readFrom = end;
  }
  return ranges;
}

/** Where an unread element ends; each ending that is not there is looked for only once, so hostile mail stays cheap. */
function createEndFinder(text: string) {
  const lower = text.toLowerCase();
  const missing = new Set<string>();
  return (element: string, from: number): number | undefined => {
    if (missing.has(element)) return undefined;
    const ending = element === "--" ? "-->" : `</${element}>`;
    const at = lower.indexOf(ending, from);
    if (at === -1) missing.add(element);
    return at === -1 ? undefined : at + ending.length;
  };
}

function decode(entity: string, whole: string): string {
  if (!entity.startsWith("#")) return named[entity] ?? whole;
  const isHex = /^#x/i.test(entity);
  const code = Number.parseInt(entity.slice(isHex ? 2 : 1), isHex ? 16 : 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : " ";
}
