import { policyJsonSchema } from "../../src/routing/policy-json-schema.ts";

export const schemaFile = new URL("../../src/routing/policy.schema.json", import.meta.url);

export function schemaText(): string {
  return `${JSON.stringify(policyJsonSchema(), null, 2)}\n`;
}
