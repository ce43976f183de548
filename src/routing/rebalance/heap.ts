export interface Heap {
  clear(): void;
  push(node: number, key: number): void;
  /** The node with the smallest key, or -1. */
  pop(): number;
}

/** A binary heap; equal keys come out by node, so that the result is the same everywhere. */
export function createHeap(): Heap {
  const nodes: number[] = [];
  const keys: number[] = [];
  const precedes = (a: number, b: number) => {
    const difference = (keys[a] ?? 0) - (keys[b] ?? 0);
    return difference < 0 || (difference === 0 && (nodes[a] ?? 0) < (nodes[b] ?? 0));
  };
  const swap = (a: number, b: number) => {
    [nodes[a], nodes[b]] = [nodes[b] ?? 0, nodes[a] ?? 0];
    [keys[a], keys[b]] = [keys[b] ?? 0, keys[a] ?? 0];
  };
  return {
    clear() {
      nodes.length = 0;
      keys.length = 0;
    },
    push(node, key) {
      let at = nodes.push(node) - 1;
      keys.push(key);
      while (at > 0) {
        const parent = (at - 1) >> 1;
        if (!precedes(at, parent)) break;
        swap(at, parent);
        at = parent;
      }
    },
    pop() {
      const [top] = nodes;
      if (top === undefined) return -1;
      swap(0, nodes.length - 1);
      nodes.pop();
      keys.pop();
      for (let at = 0; ; ) {
        let least = at;
        for (const child of [2 * at + 1, 2 * at + 2]) {
          if (child < nodes.length && precedes(child, least)) least = child;
        }
        if (least === at) break;
        swap(at, least);
        at = least;
      }
      return top;
    },
  };
}
