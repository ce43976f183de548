import { Loaded } from "../parts/load-state.tsx";
import { PolicyEditor } from "./policy-editor.tsx";
import { usePolicy } from "./use-policy.ts";

/** The policy: what is in force, or the unpublished work on it. */
export function PolicyPage() {
  const query = usePolicy();
  return (
    <Loaded query={query}>{(loaded) => <PolicyEditor key={loaded.installationId} loaded={loaded} />}</Loaded>
  );
}
