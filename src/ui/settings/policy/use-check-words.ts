import { useQuery } from "@tanstack/react-query";
import type { Finding } from "../../../routing/lint/finding.ts";
import type { PolicyProblem } from "../../../routing/policy-problem.ts";
import { loadFindingWords, tellFinding } from "../../messages/finding-text.ts";
import { loadProblemWords, tellProblem } from "../../messages/problem-text.ts";
import { settingsText } from "../../messages/settings-text.ts";
import { toSentence } from "../../messages/to-sentence.ts";

/** Tells in the reader's language what the check found; in the server's until the words are there. */
export function useCheckWords(): {
  problemText(problem: PolicyProblem): string;
  findingText(finding: Finding): Pick<Finding, "message" | "fix">;
} {
  const { language } = settingsText.useText();
  const { data } = useQuery({
    queryKey: ["check words", language],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => ({
      problems: await loadProblemWords(language),
      findings: await loadFindingWords(language),
    }),
  });
  return {
    problemText: (problem) => toSentence(tellProblem(problem, data?.problems)),
    findingText: (finding) => tellFinding(finding, data?.findings),
  };
}
