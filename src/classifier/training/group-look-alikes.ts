import type { Corpus } from "../features/corpus.ts";
import { blocks } from "../features/ngrams.ts";

/** Two texts that share half of their words and neighbouring words are found with 90 %, a quarter with 40 %. */
const bandCount = 8;
const bandSize = 2;
/** Of one label's examples: held out together, more would leave too little to learn from. */
const largestShare = 1 / 4;
const largestGroup = 8;
/** In a text with fewer words, one word more or less is another text. */
const fewestNgrams = 3;

/**
 * Puts examples of one label that say nearly the same into one group, so that they are held out together. Nobody
 * writes a ticket twice in the same words: a model that is tested with copies of what it saw believes too much of
 * itself. Min-hashes find them (Broder, 1997), in one pass and the same on every run.
 *
 * @param groups by row: rows of one group belong together already
 */
export function groupLookAlikes(corpus: Corpus, targets: Int32Array, groups: Int32Array): Int32Array {
  const labelSizes = new Map<number, number>();
  for (const target of targets) labelSizes.set(target, (labelSizes.get(target) ?? 0) + 1);
  const union = createUnion(groups);
  /** By label, band and hashes: the first row that had them, or the first for which the group was full. */
  const firstRows = new Map<string, number>();
  for (const [row, target] of targets.entries()) {
    const hashes = minHashes(corpus, row);
    if (!hashes) continue;
    const limit = Math.min(largestGroup, (labelSizes.get(target) ?? 0) * largestShare);
    for (let band = 0; band < bandCount; band++) {
      const own = hashes.subarray(band * bandSize, (band + 1) * bandSize);
      const name = `${target} ${band} ${own.join(" ")}`;
      const other = firstRows.get(name);
      if (other === undefined) firstRows.set(name, row);
      else if (!union.join(groups[other] as number, groups[row] as number, limit)) firstRows.set(name, row);
    }
  }
  return groups.map(union.find);
}

/** Of the row's words and neighbouring words, the lowest value of each hash; undefined for a text of hardly a word. */
function minHashes({ offsets, ngrams, keys, blocks: blockOf }: Corpus, row: number): Uint32Array | undefined {
  const lowest = new Uint32Array(bandCount * bandSize).fill(0xffffffff);
  let size = 0;
  for (let at = offsets[row] as number; at < (offsets[row + 1] as number); at++) {
    const ngram = ngrams[at] as number;
    if (blockOf[ngram] !== blocks.words) continue;
    size += 1;
    for (let index = 0; index < lowest.length; index++) {
      lowest[index] = Math.min(lowest[index] as number, hash(keys[ngram] as number, index + 1));
    }
  }
  return size < fewestNgrams ? undefined : lowest;
}

/** Murmur's finish, with a different beginning for each seed. */
function hash(key: number, seed: number): number {
  let mixed = Math.imul(key ^ Math.imul(seed, 0x9e3779b1), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** Groups that are joined get the name of the first. */
function createUnion(groups: Int32Array) {
  const parents = new Map<number, number>();
  const sizes = new Map<number, number>();
  for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  const find = (group: number): number => {
    let at = group;
    for (let next = parents.get(at); next !== undefined; next = parents.get(at)) at = next;
    return at;
  };
  return {
    find,
    /** @returns false where the two would be more than the limit */
    join(left: number, right: number, limit: number): boolean {
      const [first, second] = [find(left), find(right)];
      const size = (sizes.get(first) ?? 1) + (sizes.get(second) ?? 1);
      if (first === second) return true;
      if (size > limit) return false;
      parents.set(second, first);
      sizes.set(first, size);
      return true;
    },
  };
}
