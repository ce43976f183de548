import { getColor } from "@zendeskgarden/react-theming";
import type { ReactNode } from "react";
import { styled } from "styled-components";
import { settingsText } from "../../messages/settings-text.ts";
import { Icon } from "../parts/icon-action.tsx";
import { Stack, Subtle } from "../parts/layout.ts";

/** A list beside what it shows; above it where the window is narrow. */
export const ListAndShown = styled.div`
  display: grid;
  grid-template-columns: minmax(200px, 270px) minmax(0, 1fr);
  gap: 16px;
  align-items: start;
  @media (max-width: 760px) {
    grid-template-columns: minmax(0, 1fr);
  }
`;

const Entry = styled.button`
  display: flex;
  gap: 8px;
  width: 100%;
  text-align: start;
  font: inherit;
  color: inherit;
  border: 0;
  border-radius: 4px;
  background: none;
  padding: 6px 8px;
  cursor: pointer;
  &[aria-current="true"] { background: ${({ theme }) => getColor({ theme, variable: "background.subtle" })}; }
  &:focus-visible { outline: 2px solid ${({ theme }) => getColor({ theme, variable: "border.primaryEmphasis" })}; }
`;

/** What a part is about, below its name. */
export const Small = styled(Subtle)`
  display: block;
  font-size: 12px;
  line-height: 17px;
`;

/** That something is wrong with a part. */
export const Mark = styled.span`
  color: ${({ theme }) => getColor({ theme, variable: "foreground.danger" })};
  align-self: center;
`;

/** Which rule, queue or schedule is open; the editor keeps it, for findings lead there from elsewhere. */
export interface ShownPart {
  shownId: string | undefined;
  onShow(id: string): void;
}

export interface PartEntry {
  id: string;
  name: string;
  detail: string;
  flaws: { errors: number; warnings: number };
}

/** Queues or schedules: their list, and the one that is open. */
export function PartList(props: {
  label: string;
  items: PartEntry[];
  shownId: string | undefined;
  onShow(id: string): void;
  tools: ReactNode;
  children: ReactNode;
}) {
  const { tell } = settingsText.useText();
  return (
    <ListAndShown>
      <Stack>
        <ul aria-label={props.label} hidden={props.items.length === 0}>
          {props.items.map(({ id, name, detail, flaws }) => (
            <li key={id}>
              <Entry type="button" aria-current={id === props.shownId} onClick={() => props.onShow(id)}>
                <span style={{ flex: 1, minWidth: 0 }}>
                  <strong>{name}</strong>
                  {detail && <Small as="span">{detail}</Small>}
                </span>
                {flaws.errors + flaws.warnings > 0 && (
                  <Mark>
                    <Icon name="warning" label={tell("rule.flawed", { n: flaws.errors + flaws.warnings })} />
                  </Mark>
                )}
              </Entry>
            </li>
          ))}
        </ul>
        {props.tools}
      </Stack>
      {props.children}
    </ListAndShown>
  );
}
