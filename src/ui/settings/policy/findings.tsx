import { useQuery } from "@tanstack/react-query";
import { Button } from "@zendeskgarden/react-buttons";
import { Alert, Title } from "@zendeskgarden/react-notifications";
import { loadFindingWords, tellFinding } from "../../messages/finding-text.ts";
import { settingsText } from "../../messages/settings-text.ts";
import { toSentence } from "../../messages/to-sentence.ts";
import { Stack } from "../parts/layout.ts";
import type { Path } from "./edit-document.ts";
import { useEditor } from "./editor-context.tsx";
import { toneOf } from "./tone.ts";

/** Keys whose own fields say what is wrong with them. */
const saidAtField = [
  ...[
    "name",
    "value",
    "field",
    "operator",
    "group",
    "queue",
    "timezone",
    "cap",
    "key",
    "agent",
    "tags",
    "points",
  ],
];

/** What the check found about a part, right where the part is edited. */
export function FindingsAt({ path }: { path: Path }) {
  const { findings, problems } = useEditor();
  const words = useFindingWords();
  const found = findings.filter((finding) => isBelow(path, finding.path));
  const wrong = problems.filter(
    (problem) => isBelow(path, problem.path) && !saidAtField.includes(String(problem.path.at(-1))),
  );
  if (found.length + wrong.length === 0) return null;
  return (
    <Stack $gapPx={8}>
      {wrong.map(({ path: place, message }) => (
        <Alert key={`${place.join(".")} ${message}`} type="error">
          {place.length > path.length && <code>{placeOf(place.slice(path.length))}</code>}{" "}
          {toSentence(message)}
        </Alert>
      ))}
      {found
        .map((finding) => ({ ...finding, ...tellFinding(finding, words) }))
        .map(({ severity, message, fix }) => (
          <Alert key={message} type={toneOf(severity)}>
            <Title>{message}</Title>
            {fix}
          </Alert>
        ))}
    </Stack>
  );
}

const isBelow = (path: Path, other: Path) => path.every((key, index) => other[index] === key);

/**
 * All that was found, each leading to its part.
 *
 * @param props.shown the part that is open: what was found there is said there
 */
export function FindingList({ shown, onShow }: { shown?: Path | undefined; onShow(path: Path): void }) {
  const { tell } = settingsText.useText();
  const editor = useEditor();
  const words = useFindingWords();
  const isElsewhere = ({ path }: { path: Path }) => !shown || !isBelow(shown, path);
  const findings = editor.findings.filter(isElsewhere);
  const problems = editor.problems.filter(isElsewhere);
  if (findings.length + problems.length === 0) return null;
  return (
    <Stack as="ul" $gapPx={8} aria-label={tell("findings.label")}>
      {problems.map(({ path, message }) => (
        <li key={`${path.join(".")} ${message}`}>
          <Alert type="error">
            <Button isLink onClick={() => onShow(path)}>
              {placeOf(path)}
            </Button>{" "}
            {toSentence(message)}
          </Alert>
        </li>
      ))}
      {findings
        .map((finding) => ({ ...finding, ...tellFinding(finding, words) }))
        .map(({ path, severity, message, fix }) => (
          <li key={`${path.join(".")} ${message}`}>
            <Alert type={toneOf(severity)}>
              <Title>{message}</Title>
              {fix}{" "}
              {path.length > 0 && (
                <Button isLink onClick={() => onShow(path)}>
                  {placeOf(path)}
                </Button>
              )}
            </Alert>
          </li>
        ))}
    </Stack>
  );
}

function useFindingWords() {
  const { language } = settingsText.useText();
  return useQuery({
    queryKey: ["finding words", language],
    queryFn: () => loadFindingWords(language),
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
}

/** As in the JSON view: "rules[2].when". */
export function placeOf(path: Path): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    return text === "" ? key : `${text}.${key}`;
  }, "");
}
