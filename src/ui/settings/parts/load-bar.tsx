import { getColor } from "@zendeskgarden/react-theming";
import { styled } from "styled-components";
import { settingsText } from "../../messages/settings-text.ts";

const Bar = styled.span`
  display: inline-flex;
  align-items: center;
  gap: 6px;
  font-variant-numeric: tabular-nums;
  font-size: 12px;
  white-space: nowrap;
`;
const Track = styled.span`
  width: 56px;
  height: 8px;
  border-radius: 4px;
  overflow: hidden;
  background: ${({ theme }) => getColor({ theme, variable: "background.emphasis", transparency: theme.opacity[300] })};
`;
const Fill = styled.span<{ $isFull: boolean }>`
  display: block;
  height: 100%;
  background: ${({ theme, $isFull }) =>
    getColor({ theme, variable: $isFull ? "background.warningEmphasis" : "background.primaryEmphasis" })};
`;

/** How much of an agent's capacity is in use. */
export function LoadBar({ open, capacity }: { open: number; capacity: number }) {
  const { tell } = settingsText.useText();
  const share = capacity > 0 ? Math.min(1, open / capacity) : 1;
  return (
    <Bar role="img" aria-label={tell("load.of", { open, capacity })}>
      <Track aria-hidden>
        <Fill $isFull={share >= 1} style={{ width: `${share * 100}%` }} />
      </Track>
      <span aria-hidden>
        {open}/{capacity}
      </span>
    </Bar>
  );
}
