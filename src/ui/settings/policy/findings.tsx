import { Button } from "@zendeskgarden/react-buttons";
import { Alert, Title } from "@zendeskgarden/react-notifications";
import { settingsText } from "../../messages/settings-text.ts";
import { Stack } from "../parts/layout.ts";
import type { Path } from "./edit-document.ts";
import { useEditor } from "./editor-context.tsx";
import { toneOf } from "./tone.ts";

/** What the check found about a part, right where the part is edited. */
export function FindingsAt({ path }: { path: Path }) {
  const { findings, problems } = useEditor();
  const isBelow = (other: Path) => path.every((key, index) => other[index] === key);
  const found = findings.filter((finding) => isBelow(finding.path));
  const wrong = problems.filter((problem) => isBelow(problem.path));
  if (found.length + wrong.length === 0) return null;
  return (
    <Stack $gapPx={8}>
      {wrong.map(({ path: place, message }) => (
        <Alert key={`${place.join(".")} ${message}`} type="error">
          {message}
        </Alert>
      ))}
      {found.map(({ severity, message, fix }) => (
        <Alert key={message} type={toneOf(severity)}>
          <Title>{message}</Title>
          {fix}
        </Alert>
      ))}
    </Stack>
  );
}

/** All that was found, each leading to its part. */
export function FindingList({ onShow }: { onShow(path: Path): void }) {
  const { tell } = settingsText.useText();
  const { findings, problems } = useEditor();
  if (findings.length + problems.length === 0) return null;
  return (
    <Stack as="ul" $gapPx={8} aria-label={tell("findings.label")}>
      {problems.map(({ path, message }) => (
        <li key={`${path.join(".")} ${message}`}>
          <Alert type="error">
            <Button isLink onClick={() => onShow(path)}>
              {placeOf(path)}
            </Button>{" "}
            {message}
          </Alert>
        </li>
      ))}
      {findings.map(({ path, severity, message, fix }) => (
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

/** As in the JSON view: "rules[2].when". */
export function placeOf(path: Path): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    return text === "" ? key : `${text}.${key}`;
  }, "");
}
