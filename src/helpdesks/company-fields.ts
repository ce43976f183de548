import type { FieldValue } from "../routing/ticket.ts";

/** No help desk has account owners of its own; shops keep them in a field of the company that they name so, or so. */
export const ownerFields = ["account_owner", "account_manager", "owner"];

/** The first of some fields that holds a word or a number. */
export function firstWord(fields: Record<string, FieldValue>, keys: readonly string[]): string | null {
  const values = keys.map((key) => fields[key]);
  const word = values.find(
    (value) => typeof value === "number" || (typeof value === "string" && value !== ""),
  );
  return word === undefined ? null : String(word);
}
