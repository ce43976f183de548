/**
 * Randomness drawn by key instead of from one running stream: concurrent requests may interleave as they like and the
 * same ticket still meets the same fate under the same seed.
 */
export type Random = {
  /** From 0 (inclusive) to 1 (exclusive). */
  draw(key: string): number;
  chance(rate: number, key: string): boolean;
  between(range: readonly [number, number], key: string): number;
  pick<T>(items: readonly T[], key: string): T | undefined;
  hex(digits: number, key: string): string;
  base64(bytes: number, key: string): string;
  uuid(key: string): string;
  stream(key: string): () => number;
};

export function createRandom(seed: number): Random {
  const stream = (key: string) => mulberry32(hashText(`${seed}:${key}`));
  const draw = (key: string) => stream(key)();
  const hex = (digits: number, key: string) => {
    const next = stream(key);
    return Array.from({ length: digits }, () => Math.floor(next() * 16).toString(16)).join("");
  };
  return {
    stream,
    draw,
    hex,
    chance: (rate, key) => rate > 0 && draw(key) < rate,
    between: ([low, high], key) => low + (high - low) * draw(key),
    pick: (items, key) => items[Math.floor(draw(key) * items.length)],
    base64: (bytes, key) => Buffer.from(hex(bytes * 2, key), "hex").toString("base64"),
    uuid: (key) => {
      const digits = hex(32, key);
      return [
        digits.slice(0, 8),
        digits.slice(8, 12),
        `4${digits.slice(13, 16)}`,
        `a${digits.slice(17, 20)}`,
        digits.slice(20),
      ].join("-");
    },
  };
}

/** FNV-1a with a final avalanche, so that keys differing in the last character draw unrelated numbers. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function mulberry32(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
