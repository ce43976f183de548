import type { Path } from "../edit-document.ts";

/** What of JSON Schema the policy's own uses. */
export interface Schema {
  $ref?: string;
  $defs?: Record<string, Schema>;
  type?: string;
  const?: unknown;
  enum?: unknown[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  additionalProperties?: Schema | boolean;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}

/** What can stand at a place. */
export interface SchemaHints {
  /** Keys of an object that are not there yet, the required ones first. */
  keys: string[];
  values: (string | number | boolean)[];
  /** `string`, `number`, `array` and so on, where no values are listed. */
  types: string[];
}

/** @param document what is written so far: of alternatives, those that do not fit what is there drop out */
export function hintsAt(schema: Schema, document: unknown, path: Path): SchemaHints {
  let value = document;
  let nodes = expand(schema, schema, value);
  for (const key of path) {
    value = typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;
    nodes = nodes.flatMap((node) => {
      const next = step(node, key);
      return next ? expand(schema, next, value) : [];
    });
  }
  const there = typeof value === "object" && value !== null ? Object.keys(value) : [];
  const keys = nodes.flatMap(({ properties = {}, required = [] }) => [
    ...required,
    ...Object.keys(properties).filter((key) => !required.includes(key)),
  ]);
  const values = nodes.flatMap((node) => (node.const === undefined ? (node.enum ?? []) : [node.const]));
  const types = nodes.flatMap(({ type, enum: listed }) => (type && !listed ? [type] : []));
  return {
    keys: [...new Set(keys)].filter((key) => !there.includes(key)),
    values: [...new Set(values)].filter(isPlain),
    types: [...new Set(types)],
  };
}

function step(node: Schema, key: string | number): Schema | undefined {
  if (typeof key === "number") return node.items;
  const named = node.properties?.[key];
  if (named) return named;
  return typeof node.additionalProperties === "object" ? node.additionalProperties : undefined;
}

/** A schema's alternatives, without those whose constants say something else than what is there. */
function expand(root: Schema, node: Schema, value: unknown): Schema[] {
  if (node.$ref) {
    const target = root.$defs?.[node.$ref.replace("#/$defs/", "")];
    return target ? expand(root, target, value) : [];
  }
  const parts = [...(node.anyOf ?? []), ...(node.oneOf ?? []), ...(node.allOf ?? [])];
  if (parts.length > 0) return parts.flatMap((part) => expand(root, part, value));
  return fits(node, value) ? [node] : [];
}

function fits({ properties = {} }: Schema, value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  const there = value as Record<string, unknown>;
  return Object.entries(properties).every(
    ([key, { const: wanted }]) => wanted === undefined || there[key] === undefined || there[key] === wanted,
  );
}

function isPlain(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
