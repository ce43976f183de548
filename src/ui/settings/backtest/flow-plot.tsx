import { getColor } from "@zendeskgarden/react-theming";
import { styled } from "styled-components";
import { settingsText } from "../../messages/settings-text.ts";
import { Stack, Subtle } from "../parts/layout.ts";
import type { Entry } from "./use-backtest.ts";

const Grid = styled.div`
  display: grid;
  grid-template-columns: minmax(80px, max-content) minmax(0, 1fr) max-content;
  gap: 4px 10px;
  align-items: center;
  font-size: 13px;
`;
const Bars = styled.div`
  display: flex;
  flex-direction: column;
  gap: 2px;
`;
const Bar = styled.span<{ $isDraft: boolean }>`
  height: 8px;
  min-width: 2px;
  border-radius: 2px;
  background: ${({ theme, $isDraft }) =>
    $isDraft
      ? getColor({ theme, variable: "background.primaryEmphasis" })
      : getColor({ theme, variable: "border.emphasis" })};
`;

/** How many tickets each queue gets now, and how many it would get. */
export function FlowPlot({ entries }: { entries: readonly Entry[] }) {
  const { tell } = settingsText.useText();
  const nobody = tell("backtest.leftAlone");
  const counts = new Map<string, { now: number; then: number }>();
  const countAt = (queue: string | null) => {
    const name = queue ?? nobody;
    const found = counts.get(name) ?? { now: 0, then: 0 };
    counts.set(name, found);
    return found;
  };
  for (const { inForce, draft } of entries) {
    countAt(inForce.queue).now += 1;
    countAt(draft.queue).then += 1;
  }
  const rows = [...counts].sort(([, a], [, b]) => b.now + b.then - a.now - a.then);
  const most = Math.max(1, ...rows.flatMap(([, { now, then }]) => [now, then]));
  return (
    <Stack $gapPx={6} as="figure">
      <Subtle as="figcaption">{tell("backtest.plot")}</Subtle>
      <Grid>
        {rows.map(([queue, { now, then }]) => (
          <PlotRow key={queue} queue={queue} now={now} then={then} most={most} />
        ))}
      </Grid>
    </Stack>
  );
}

function PlotRow(props: { queue: string; now: number; then: number; most: number }) {
  const { queue, now, then, most } = props;
  return (
    <>
      <span>{queue}</span>
      <Bars aria-hidden>
        <Bar $isDraft={false} style={{ width: `${(now / most) * 100}%` }} />
        <Bar $isDraft style={{ width: `${(then / most) * 100}%` }} />
      </Bars>
      <span>{now === then ? now : `${now} → ${then}`}</span>
    </>
  );
}
