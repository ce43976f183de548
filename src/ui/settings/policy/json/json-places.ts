import type { Path } from "../edit-document.ts";

/** Where a value stands in a text of JSON. */
export interface JsonPlace {
  path: Path;
  from: number;
  to: number;
}

interface Frame {
  isList: boolean;
  from: number;
  /** Of a list the index of the entry at hand, of an object its key, undefined before there is one. */
  key: string | number | undefined;
}

const tokens = /"(?:[^"\\\n]|\\.)*"?|[{}[\],:]|[^\s{}[\],:"]+/g;

/** The path of what is being written at an offset, in a text that need not be whole yet. */
export function pathAt(text: string, offset: number): Path {
  const { frames } = walk(text.slice(0, offset), () => {});
  return frames.flatMap(({ key }) => (key === undefined ? [] : [key]));
}

/** Where the value at a path stands; of one that is missing, the nearest that is there around it. */
export function findPlace(text: string, path: Path): JsonPlace | undefined {
  let found: JsonPlace | undefined;
  walk(text, (place) => {
    const isAround = place.path.every((key, index) => path[index] === key);
    if (isAround && place.path.length >= (found?.path.length ?? 0)) found = place;
  });
  return found;
}

/** Goes through all values, each told when it ends, and gives what is still open at the end of the text. */
function walk(text: string, onValue: (place: JsonPlace) => void): { frames: Frame[] } {
  const frames: Frame[] = [];
  const pathOf = (upTo: number) =>
    frames.slice(0, upTo).flatMap(({ key }) => (key === undefined ? [] : [key]));
  for (const { 0: token, index: from } of text.matchAll(tokens)) {
    const to = from + token.length;
    const frame = frames.at(-1);
    if (token === "{" || token === "[") {
      frames.push({ isList: token === "[", from, key: token === "[" ? 0 : undefined });
    } else if (token === "}" || token === "]") {
      const closed = frames.pop();
      if (closed) onValue({ path: pathOf(frames.length), from: closed.from, to });
    } else if (token === "," && frame) {
      frame.key = typeof frame.key === "number" ? frame.key + 1 : undefined;
    } else if (frame && !frame.isList && frame.key === undefined && token.startsWith('"')) {
      // A key that somebody is in the middle of is none yet.
      if (to < text.length) frame.key = keyOf(token);
    } else if (token !== ":" && token !== ",") {
      onValue({ path: pathOf(frames.length), from, to });
    }
  }
  return { frames };
}

function keyOf(token: string): string {
  try {
    return String(JSON.parse(token));
  } catch {
    return token.replaceAll('"', "");
  }
}
