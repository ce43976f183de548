import { getColor } from "@zendeskgarden/react-theming";
import { styled } from "styled-components";
import { Hidden } from "./layout.ts";

const Plot = styled.div`
  display: flex;
  align-items: flex-end;
  gap: 3px;
  height: 120px;
`;
const Column = styled.div`
  flex: 1;
  display: flex;
  flex-direction: column;
  justify-content: flex-end;
  height: 100%;
  align-items: center;
  white-space: nowrap;
  font-size: 11px;
`;
const Bar = styled.span`
  width: 100%;
  min-height: 2px;
  border-radius: 2px 2px 0 0;
  background: ${({ theme }) => getColor({ theme, variable: "background.primaryEmphasis" })};
`;
const Axis = styled.div`
  display: flex;
  justify-content: space-between;
  font-size: 11px;
  color: ${({ theme }) => getColor({ theme, variable: "foreground.subtle" })};
`;

/** Columns over time, with a table of the same figures for screen readers. */
export function Bars({ label, bars }: { label: string; bars: { label: string; value: number }[] }) {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  return (
    <figure>
      <Plot aria-hidden>
        {bars.map(({ label: at, value }) => (
          <Column key={at} title={`${at}: ${value}`}>
            {value > 0 && <span>{value}</span>}
            <Bar style={{ height: `${(value / most) * 85}%` }} />
          </Column>
        ))}
      </Plot>
      <Axis aria-hidden>
        <span>{bars[0]?.label}</span>
        <span>{bars[Math.floor(bars.length / 2)]?.label}</span>
        <span>{bars.at(-1)?.label}</span>
      </Axis>
      <Hidden as="div">
        <table>
          <caption>{label}</caption>
          <tbody>
            {bars.map(({ label: at, value }) => (
              <tr key={at}>
                <th scope="row">{at}</th>
                <td>{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Hidden>
    </figure>
  );
}
