import { createContext, type ReactNode, useContext } from "react";
import type { Finding } from "../../../routing/lint/finding.ts";
import type { Policy } from "../../../routing/policy.ts";
import type { PolicyProblem } from "../../../routing/policy-problem.ts";
import type { FieldWords } from "../../../routing/vocabulary.ts";
import type { Path } from "./edit-document.ts";
import { useCheckWords } from "./use-check-words.ts";

/** What every part of the editor needs: the document, how to change it, what it may be made of, what is wrong with it. */
export interface Editor {
  document: Policy;
  /** Puts another value at a path; undefined takes the key away. */
  set(path: Path, value: unknown): void;
  change(to: (policy: Policy) => Policy): void;
  fields: readonly FieldWords[];
  groups: readonly string[];
  agents: readonly string[];
  skills: readonly string[];
  problems: readonly PolicyProblem[];
  findings: readonly Finding[];
}

const Context = createContext<Editor | undefined>(undefined);

export function EditorProvider({ editor, children }: { editor: Editor; children: ReactNode }) {
  return <Context.Provider value={editor}>{children}</Context.Provider>;
}

export function useEditor(): Editor {
  const editor = useContext(Context);
  if (!editor) throw new Error("there is no editor around this");
  return editor;
}

/** What is wrong right at a place, for the field there; undefined when nothing is. */
export function useProblemAt(path: Path): string | undefined {
  return useProblems()(path);
}

/** The same for places that are many. */
export function useProblems(): (path: Path) => string | undefined {
  const { problems } = useEditor();
  const { problemText } = useCheckWords();
  return (path) => {
    const found = problems.filter((problem) => isSame(problem.path, path));
    return found.length > 0 ? found.map(problemText).join("; ") : undefined;
  };
}

/** How much is wrong at a place or anywhere below it. */
export function countBelow(
  { problems, findings }: Pick<Editor, "problems" | "findings">,
  path: Path,
): { errors: number; warnings: number } {
  const isBelow = (other: Path) => path.every((key, index) => other[index] === key);
  const found = findings.filter((finding) => isBelow(finding.path));
  return {
    errors:
      problems.filter((problem) => isBelow(problem.path)).length +
      found.filter(({ severity }) => severity === "error").length,
    warnings: found.filter(({ severity }) => severity === "warning").length,
  };
}

function isSame(one: Path, other: Path): boolean {
  return one.length === other.length && one.every((key, index) => key === other[index]);
}
