import type { Policy } from "../../../routing/policy.ts";

export type Path = readonly (string | number)[];

/** A copy with another value at the path; undefined takes the key away. */
export function setAt<Whole>(whole: Whole, path: Path, value: unknown): Whole {
  const [key, ...rest] = path;
  if (key === undefined) return value as Whole;
  if (Array.isArray(whole)) {
    const copy = [...whole];
    copy[Number(key)] = setAt(copy[Number(key)], rest, value);
    return copy as Whole;
  }
  const { [key]: former, ...others } = (whole ?? {}) as Record<string, unknown>;
  const next = setAt(former, rest, value);
  if (next === undefined) return others as Whole;
  // Keys keep their order, so that a document read as JSON stays easy to compare.
  return (former === undefined ? { ...others, [key]: next } : { ...(whole as object), [key]: next }) as Whole;
}

/** The same text for equal documents, whatever the order of their keys; the database keeps none. */
export function sortedJson(document: unknown): string {
  return JSON.stringify(document, (_key, value: unknown) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

export function moveItem<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const moved = [...items];
  const [item] = moved.splice(from, 1);
  if (item !== undefined) moved.splice(to, 0, item);
  return moved;
}

/** An id that is free, made of what people call the thing: "Returns, EU" gives "returns-eu". */
export function freeId(name: string, taken: readonly string[], otherwise: string): string {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const base =
    plain
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, 50) || otherwise;
  const isFree = (id: string) => !taken.includes(id);
  if (isFree(base)) return base;
  for (let number = 2; ; number++) if (isFree(`${base}-${number}`)) return `${base}-${number}`;
}

export function newRule(policy: Policy, name: string): Policy["rules"][number] {
  const taken = policy.rules.map(({ id }) => id);
  return {
    id: freeId(name, taken, "rule"),
    name,
    when: { all: [{ field: "subject", operator: "contains", value: [] as string[] }] },
    then: [{ do: "send to queue", queue: policy.queues[0]?.id ?? policy.fallback }],
  };
}
