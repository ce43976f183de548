/** A text made by leaving parts of another out; it knows where each character stood. */
export interface TracedText {
  text: string;
  /** By UTF-16 unit: its position in the original. */
  origins: Int32Array;
}

export interface Range {
  start: number;
  end: number;
}

export function traceText(text: string): TracedText {
  const origins = new Int32Array(text.length);
  for (let at = 0; at < text.length; at++) origins[at] = at;
  return { text, origins };
}

/** Puts a replacement, possibly empty, in the place of each range; ranges are in order and do not overlap. */
export function replaceRanges(traced: TracedText, ranges: readonly (Range & { by?: string })[]): TracedText {
  if (ranges.length === 0) return traced;
  const texts: string[] = [];
  const origins: number[] = [];
  let at = 0;
  const keepUntil = (end: number) => {
    texts.push(traced.text.slice(at, end));
    for (; at < end; at++) origins.push(traced.origins[at] as number);
  };
  for (const { start, end, by = "" } of ranges) {
    keepUntil(start);
    texts.push(by);
    for (let unit = 0; unit < by.length; unit++) origins.push(traced.origins[start] as number);
    at = end;
  }
  keepUntil(traced.text.length);
  return { text: texts.join(""), origins: Int32Array.from(origins) };
}

/** Where a range of the traced text stands in the original. */
export function originOf({ origins }: TracedText, { start, end }: Range): Range {
  return { start: origins[start] ?? 0, end: (origins[end - 1] ?? -1) + 1 };
}
