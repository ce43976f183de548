import type { StoredPolicy } from "../../db/queries/policies.ts";
import { type CompiledPolicy, compile } from "../../routing/compile.ts";
import type { ServiceContext } from "../context.ts";

/** More policies than this in use at once start again with an empty cache, which only costs time. */
const cacheLimit = 200;

/** Compiles a policy once in this process; the same document is the same policy, whoever saved it. */
export function compilePolicy(
  { compiledPolicies }: Pick<ServiceContext, "compiledPolicies">,
  stored: Pick<StoredPolicy, "document" | "hash">,
): CompiledPolicy {
  const known = compiledPolicies.get(stored.hash);
  if (known) return known;
  if (compiledPolicies.size >= cacheLimit) compiledPolicies.clear();
  const compiled = compile(stored.document);
  compiledPolicies.set(stored.hash, compiled);
  return compiled;
}
