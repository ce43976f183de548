import { getColor } from "@zendeskgarden/react-theming";
import type { ReactNode } from "react";
import { styled } from "styled-components";
import type { PolicyChange } from "../../../routing/diff-policies.ts";
import { settingsText } from "../../messages/settings-text.ts";
import { Stack, Subtle } from "../parts/layout.ts";

const Values = styled.div`
  display: grid;
  grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
  gap: 8px;
  margin-block-start: 4px;
  @media (max-width: 640px) {
    grid-template-columns: minmax(0, 1fr);
  }
`;
const Side = styled.pre<{ $tone: "danger" | "success" }>`
  margin: 0;
  padding: 6px 8px;
  border-radius: 4px;
  font: 12px/16px ui-monospace, monospace;
  white-space: pre-wrap;
  max-height: 240px;
  overflow: auto;
  background: ${({ theme, $tone }) => getColor({ theme, variable: `background.${$tone}` })};
  color: ${({ theme, $tone }) => getColor({ theme, variable: `foreground.${$tone}` })};
`;

/** So few are shown with their values at once. */
const shownChanges = 3;

/** What differs between two policies, by rule, queue, schedule and setting. */
export function ChangeList({ changes }: { changes: readonly PolicyChange[] }) {
  const { tell } = settingsText.useText();
  if (changes.length === 0) return <Subtle>{tell("changes.none")}</Subtle>;
  return (
    <Stack as="ul" $gapPx={8} aria-label={tell("changes.label")}>
      {changes.map((change) => (
        <li key={`${change.part} ${change.id} ${change.change}`}>
          <Unfolding isOpen={changes.length <= shownChanges} title={<ChangeTitle change={change} />}>
            {change.fields.map(({ key, before, after }) => (
              <Values key={key}>
                <Side $tone="danger">{valueText(key, before)}</Side>
                <Side $tone="success">{valueText(key, after)}</Side>
              </Values>
            ))}
          </Unfolding>
        </li>
      ))}
    </Stack>
  );
}

/** What is added or removed as a whole has nothing to fold out. */
function Unfolding(props: { isOpen: boolean; title: ReactNode; children: ReactNode[] }) {
  const { isOpen, title, children } = props;
  if (children.length === 0) return title;
  return (
    <details open={isOpen}>
      <summary>{title}</summary>
      {children}
    </details>
  );
}

function ChangeTitle({ change }: { change: PolicyChange }) {
  const { tell } = settingsText.useText();
  return (
    <>
      {tell(`changes.part.${change.part}`)} <strong>{change.name}</strong>: {tell(`changes.${change.change}`)}
      {change.from !== undefined && change.to !== undefined && ` (${change.from} → ${change.to})`}
      {change.part !== "setting" && change.fields.length > 0 && (
        <Subtle as="span"> {change.fields.map(({ key }) => key).join(", ")}</Subtle>
      )}
    </>
  );
}

function valueText(key: string, value: unknown): string {
  return `${key}: ${JSON.stringify(value, null, 1)}`;
}
