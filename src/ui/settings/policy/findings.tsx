import { Button } from "@zendeskgarden/react-buttons";
import { Alert, Title } from "@zendeskgarden/react-notifications";
import { styled } from "styled-components";
import type { Policy } from "../../../routing/policy.ts";
import type { PolicyProblem } from "../../../routing/policy-problem.ts";
import { settingsText } from "../../messages/settings-text.ts";
import { Stack } from "../parts/layout.ts";
import type { Path } from "./edit-document.ts";
import { useEditor } from "./editor-context.tsx";
import { toneOf } from "./tone.ts";
import { useCheckWords } from "./use-check-words.ts";

/** A long name takes lines of its own, which begin where the text does. */
const PartLink = styled(Button)`
  && { text-align: start; line-height: inherit; }
`;

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
    "skill",
  ],
];

/** What the check found about a part, right where the part is edited. */
export function FindingsAt({ path }: { path: Path }) {
  const { findings, problems } = useEditor();
  const { problemText, findingText } = useCheckWords();
  const found = findings.filter((finding) => isBelow(path, finding.path));
  const wrong = problems.filter(
    (problem) => isBelow(path, problem.path) && !saidAtField.includes(String(problem.path.at(-1))),
  );
  if (found.length + wrong.length === 0) return null;
  return (
    <Stack $gapPx={8}>
      {wrong.map((problem) => (
        <Alert key={keyOf(problem)} type="error">
          {problem.path.length > path.length && <code>{placeOf(problem.path.slice(path.length))}: </code>}
          {problemText(problem)}
        </Alert>
      ))}
      {found
        .map((finding) => ({ ...finding, ...findingText(finding) }))
        .map(({ severity, message, fix }) => (
          <Alert key={message} type={toneOf(severity)}>
            <Title>{message}</Title>
            {fix}
          </Alert>
        ))}
    </Stack>
  );
}

const keyOf = ({ path, message }: PolicyProblem) => `${path.join(".")} ${message}`;

const isBelow = (path: Path, other: Path) => path.every((key, index) => other[index] === key);

/**
 * All that was found, each leading to its part.
 *
 * @param props.shown the part that is open: what was found there is said there
 * @param props.nameOf what a part is called where this stands
 */
export function FindingList(props: {
  shown?: Path | undefined;
  nameOf(path: Path): string;
  onShow(path: Path): void;
}) {
  const { shown, nameOf, onShow } = props;
  const { tell } = settingsText.useText();
  const editor = useEditor();
  const { problemText, findingText } = useCheckWords();
  const isElsewhere = ({ path }: { path: Path }) => !shown || !isBelow(shown, path);
  const findings = editor.findings.filter(isElsewhere);
  const problems = editor.problems.filter(isElsewhere);
  if (findings.length + problems.length === 0) return null;
  return (
    <Stack as="ul" $gapPx={8} aria-label={tell("findings.label")}>
      {problems.map((problem) => (
        <li key={keyOf(problem)}>
          <Alert type="error">
            <PartLink isLink onClick={() => onShow(problem.path)}>
              {nameOf(problem.path)}
            </PartLink>
            {": "}
            {problemText(problem)}
          </Alert>
        </li>
      ))}
      {findings
        .map((finding) => ({ ...finding, ...findingText(finding) }))
        .map(({ path, severity, message, fix }) => (
          <li key={`${path.join(".")} ${message}`}>
            <Alert type={toneOf(severity)}>
              <Title>{message}</Title>
              {fix}{" "}
              {path.length > 0 && (
                <PartLink isLink onClick={() => onShow(path)}>
                  {nameOf(path)}
                </PartLink>
              )}
            </Alert>
          </li>
        ))}
    </Stack>
  );
}

/** A part by the name that people gave it: "Returns · pick". Where it has none, as in the JSON view. */
export function nameOf(document: Policy, path: Path): string {
  const [list, index, ...rest] = path;
  const isNamed = list === "rules" || list === "queues" || list === "schedules";
  const name = isNamed ? document[list]?.[Number(index)]?.name : undefined;
  if (!name) return placeOf(path);
  return rest.length > 0 ? `${name} · ${placeOf(rest)}` : name;
}

/** As in the JSON view: "rules[2].when". */
export function placeOf(path: Path): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    return text === "" ? key : `${text}.${key}`;
  }, "");
}
