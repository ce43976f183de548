import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { PolicyChange } from "../../../routing/diff-policies.ts";
import type { Finding } from "../../../routing/lint/finding.ts";
import type { Policy } from "../../../routing/policy.ts";
import type { PolicyProblem } from "../../../routing/policy-problem.ts";
import type { FieldWords } from "../../../routing/vocabulary.ts";
import { useApi } from "../use-api.ts";
import { useSettled } from "../use-settled.ts";

const settleMs = 300;

/** What a policy may be made of. */
export function useVocabulary() {
  const api = useApi();
  return useQuery({
    queryKey: ["vocabulary"],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const { policy, installationId } = await api();
      const shown = await (await policy.vocabulary.$get({ param: { installationId } })).json();
      return shown.fields as FieldWords[];
    },
  });
}

/** What is wrong with a document, and what differs from the one in force; a moment after the last change. */
export function useCheck(document: Policy, inForceVersion: number) {
  const api = useApi();
  const settled = useSettled(document, settleMs);
  const query = useQuery({
    queryKey: ["check", settled, inForceVersion],
    placeholderData: keepPreviousData,
    gcTime: 30_000,
    refetchOnWindowFocus: false,
    queryFn: async () => {
      const { policy, installationId } = await api();
      const answer = await (
        await policy.check.$post({ param: { installationId }, json: { ...settled } })
      ).json();
      return {
        problems: answer.problems as PolicyProblem[],
        findings: answer.findings as Finding[],
        changes: answer.changes as PolicyChange[],
      };
    },
  });
  const isCurrent = settled === document && !query.isPlaceholderData && query.data !== undefined;
  return { ...(query.data ?? { problems: [], findings: [], changes: [] }), isCurrent, error: query.error };
}
