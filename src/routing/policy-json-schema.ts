import * as z from "zod";
import { PolicyDocument } from "./policy.ts";

/** The policy's shape for editors and other programs. What the shape cannot say, `validatePolicy` does. */
export function policyJsonSchema(): unknown {
  return {
    $id: "https://signalbox.example/policy.schema.json",
    title: "Signalbox routing policy",
    ...z.toJSONSchema(PolicyDocument, { target: "draft-2020-12", io: "input" }),
  };
}
