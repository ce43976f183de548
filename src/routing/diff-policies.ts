import { canonicalJson } from "./canonical-json.ts";
import type { PolicyDocument } from "./policy.ts";

/** One thing that differs between two policies. */
export interface PolicyChange {
  part: "rule" | "queue" | "schedule" | "setting";
  /** Of a rule, queue or schedule its id; of a setting its key. */
  id: string;
  name: string;
  change: "added" | "removed" | "changed" | "moved";
  /** Where a rule stood and stands, from 1; rules are evaluated in order. */
  from?: number;
  to?: number;
  /** Of what changed: the keys, with the values before and after; null where there was or is none. */
  fields: { key: string; before: unknown; after: unknown }[];
}

interface Item {
  id: string;
  name: string;
}

const listKeys = new Set(["rules", "queues", "schedules"]);

/** What leads from one policy to the other: settings first, then rules in their new order, queues and schedules. */
export function diffPolicies(before: PolicyDocument, after: PolicyDocument): PolicyChange[] {
  return [
    ...diffSettings(before, after),
    ...diffItems("rule", before.rules, after.rules),
    ...diffItems("queue", before.queues, after.queues),
    ...diffItems("schedule", before.schedules ?? [], after.schedules ?? []),
  ];
}

function diffSettings(before: PolicyDocument, after: PolicyDocument): PolicyChange[] {
  return diffFields({ ...before }, { ...after })
    .filter(({ key }) => !listKeys.has(key))
    .map((field) => ({
      part: "setting",
      id: field.key,
      name: field.key,
      change: "changed",
      fields: [field],
    }));
}

function diffItems(
  part: PolicyChange["part"],
  before: readonly Item[],
  after: readonly Item[],
): PolicyChange[] {
  const places = new Map(before.map(({ id }, index) => [id, index]));
  const ids = new Set(after.map(({ id }) => id));
  const kept = after.flatMap(({ id }) => places.get(id) ?? []);
  // Only the order of rules means something.
  const inOrder = new Set(part === "rule" ? longestRise(kept) : kept);
  const changes = after.flatMap((item, index): PolicyChange[] => {
    const place = places.get(item.id);
    const former = place === undefined ? undefined : before[place];
    const base = { part, id: item.id, name: item.name };
    if (place === undefined || !former) return [{ ...base, change: "added", to: index + 1, fields: [] }];
    const fields = diffFields({ ...former }, { ...item });
    const order = inOrder.has(place) ? {} : { from: place + 1, to: index + 1 };
    if (fields.length > 0) return [{ ...base, change: "changed", ...order, fields }];
    return inOrder.has(place) ? [] : [{ ...base, change: "moved", ...order, fields }];
  });
  const removed = before.flatMap(({ id, name }, index): PolicyChange[] =>
    ids.has(id) ? [] : [{ part, id, name, change: "removed", from: index + 1, fields: [] }],
  );
  return [...changes, ...removed];
}

function diffFields(before: Record<string, unknown>, after: Record<string, unknown>): PolicyChange["fields"] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) => {
    const [was, is] = [before[key] ?? null, after[key] ?? null];
    return canonicalJson(was) === canonicalJson(is) ? [] : [{ key, before: was, after: is }];
  });
}

/** The longest run of numbers that rise; whatever is not in it was moved, so that one moved rule is told as one. */
function longestRise(numbers: readonly number[]): number[] {
  const ends: number[] = [];
  const previous: number[] = [];
  for (const [index, number] of numbers.entries()) {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((numbers[ends[middle] ?? 0] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    previous[index] = low > 0 ? (ends[low - 1] ?? -1) : -1;
    ends[low] = index;
  }
  const rise: number[] = [];
  for (let index = ends.at(-1) ?? -1; index >= 0; index = previous[index] ?? -1)
    rise.push(numbers[index] ?? 0);
  return rise.reverse();
}
