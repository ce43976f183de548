/** A set of rules, one bit a rule by its place in the policy. */
export function emptySet(size: number): Uint32Array {
  return new Uint32Array(Math.ceil(size / 32));
}

export function addTo(set: Uint32Array, index: number): void {
  set[index >>> 5] = (set[index >>> 5] ?? 0) | (1 << (index & 31));
}

export function keepOnly(set: Uint32Array, allowed: Uint32Array): void {
  for (let word = 0; word < set.length; word++) set[word] = (set[word] ?? 0) & (allowed[word] ?? 0);
}

/** Whether a set has more than `limit` members. */
export function hasMoreThan(set: Uint32Array, limit: number): boolean {
  let count = 0;
  for (let word = 0; word < set.length; word++) {
    for (let bits = set[word] ?? 0; bits !== 0; bits &= bits - 1) if (++count > limit) return true;
  }
  return false;
}
