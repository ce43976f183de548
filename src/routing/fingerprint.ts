import { createIdentityCache } from "./identity-cache.ts";

/**
 * Tells one value from another in 64 bits, the same on every runtime and whatever the order of an object's keys. Made to
 * be cheap enough for every decision; it is no seal, and proves nothing against who would look for a collision.
 */
interface Lanes {
  a: number;
  b: number;
}

const tags = { null: 1, boolean: 2, integer: 3, number: 4, string: 5, array: 6, object: 7 } as const;

/** A list whose objects are never changed in place and come again: what was worked out for one is kept by its identity. */
type Lasting = readonly object[] | undefined;
const lastingSums = createIdentityCache((item: object) => sumOf(item as Record<string, unknown>, undefined));

/**
 * 16 hexadecimal digits. Takes what JSON can say; a property that is undefined counts as absent.
 *
 * @param lasting a list somewhere inside, such as a roster's agents, whose digests are kept for the next time
 */
export function fingerprintOf(value: unknown, lasting?: readonly object[]): string {
  const { a, b } = digest(value, lasting);
  return hex(a) + hex(b);
}

/** A share from 0 to below 1, spread evenly over the values. */
export function shareOf(value: unknown): number {
  return toShare(digest(value));
}

/** What stands for a value in pairs with others: kept, it is worked out once. */
export type Digest = Readonly<Lanes>;

export function digestOf(value: string): Digest {
  return digest(value);
}

/** A share from 0 to below 1, spread evenly over the pairs: of many with one value in common, too. */
export function shareOfPair(first: Digest, second: Digest): number {
  pair.a = first.a ^ second.a;
  pair.b = (first.b + second.b) | 0;
  return toShare(finish(pair));
}

/**
 * With which of the first `count` a value makes the smallest share, and of those with the same the first: `shareOfPair` for
 * each, without working out what does not decide.
 */
export function smallestPair(value: Digest, others: readonly Digest[], count: number): number {
  let [smallest, leastA, leastB] = [-1, Infinity, Infinity];
  for (let at = 0; at < count; at++) {
    const other = others[at] as Digest;
    const sum = (value.b + other.b) | 0;
    const a = mix(value.a ^ other.a ^ (sum >>> 7));
    if (a >>> 0 > leastA) continue;
    const b = mix(sum ^ a) >>> 11;
    if (a >>> 0 === leastA && b >= leastB) continue;
    [smallest, leastA, leastB] = [at, a >>> 0, b];
  }
  return smallest;
}

const pair = newLanes();

function toShare({ a, b }: Lanes): number {
  return ((a >>> 0) * 0x20_0000 + (b >>> 11)) / 2 ** 53;
}

function newLanes(): Lanes {
  return { a: 0x243f6a88, b: 0x13198a2e };
}

function digest(value: unknown, lasting?: Lasting): Lanes {
  const lanes = newLanes();
  absorb(lanes, value, lasting);
  return finish(lanes);
}

function absorb(lanes: Lanes, value: unknown, lasting: Lasting): void {
  if (typeof value === "string") absorbText(lanes, value);
  else if (value === null || value === undefined) absorbWord(lanes, tags.null);
  else if (typeof value === "boolean") absorbWord(lanes, value ? 0x100 | tags.boolean : tags.boolean);
  else if (typeof value === "number") absorbNumber(lanes, value);
  else if (Array.isArray(value)) {
    absorbWord(lanes, tags.array);
    absorbWord(lanes, value.length);
    if (value === lasting) for (const sum of lastingSums.ofAll(lasting)) absorbSum(lanes, sum);
    else for (const item of value) absorb(lanes, item, lasting);
  } else absorbSum(lanes, sumOf(value as Record<string, unknown>, lasting));
}

/** Adds up the digests of the properties, so that no order has to be made. */
function sumOf(value: Record<string, unknown>, lasting: Lasting): Lanes {
  let [a, b] = [0, 0];
  for (const key of Object.keys(value)) {
    const inner = value[key];
    if (inner === undefined) continue;
    const property = { a: 0x452821e6, b: 0x38d01377 };
    absorbText(property, key);
    absorb(property, inner, lasting);
    finish(property);
    a = (a + property.a) | 0;
    b = (b + property.b) | 0;
  }
  return { a, b };
}

function absorbSum(lanes: Lanes, { a, b }: Lanes): void {
  absorbWord(lanes, tags.object);
  absorbWord(lanes, a);
  absorbWord(lanes, b);
}

function absorbNumber(lanes: Lanes, value: number): void {
  if ((value | 0) === value) {
    absorbWord(lanes, tags.integer);
    absorbWord(lanes, value);
  } else {
    absorbWord(lanes, tags.number);
    absorbText(lanes, String(value));
  }
}

function absorbText(lanes: Lanes, text: string): void {
  const { length } = text;
  let a = Math.imul(lanes.a ^ tags.string, 0x85ebca6b) ^ length;
  let b = Math.imul(lanes.b ^ length, 0xc2b2ae35);
  // Two characters a step; the last of an odd number stands alone.
  for (let at = 1; at < length; at += 2) {
    const pair = text.charCodeAt(at - 1) | (text.charCodeAt(at) << 16);
    a = Math.imul(a ^ pair, 0x9e3779b1);
    a ^= a >>> 15;
    b = (Math.imul(b, 0x5bd1e995) + pair) | 0;
  }
  if ((length & 1) === 1) {
    const last = text.charCodeAt(length - 1);
    a = Math.imul(a ^ last, 0x9e3779b1);
    b = (Math.imul(b, 0x5bd1e995) + last) | 0;
  }
  lanes.a = a;
  lanes.b = b ^ (b >>> 13);
}

function absorbWord(lanes: Lanes, word: number): void {
  lanes.a = Math.imul(lanes.a ^ word, 0x9e3779b1);
  lanes.a ^= lanes.a >>> 15;
  lanes.b = (Math.imul(lanes.b, 0x5bd1e995) + word) | 0;
  lanes.b ^= lanes.b >>> 13;
}

/** MurmurHash3's finalizer (Appleby, public domain) on each lane, each stirred with the other. */
function finish(lanes: Lanes): Lanes {
  const a = mix(lanes.a ^ (lanes.b >>> 7));
  lanes.b = mix(lanes.b ^ a);
  lanes.a = a;
  return lanes;
}

function mix(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

const bytes = Array.from({ length: 256 }, (_none, byte) => byte.toString(16).padStart(2, "0"));

function hex(word: number): string {
  return `${bytes[word >>> 24]}${bytes[(word >>> 16) & 255]}${bytes[(word >>> 8) & 255]}${bytes[word & 255]}`;
}
