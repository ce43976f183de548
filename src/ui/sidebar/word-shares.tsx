import { getColor } from "@zendeskgarden/react-theming";
import { styled } from "styled-components";
import { showNumber } from "../messages/show-number.ts";
import { sidebarText } from "../messages/sidebar-text.ts";
import { Mark } from "./parts.tsx";

const Fold = styled.details`
  font-size: 12px;
  line-height: 16px;
`;
const Summary = styled.summary`
  padding: 4px 0;
  cursor: pointer;
  border-radius: 4px;
  color: ${({ theme }) => getColor({ theme, variable: "foreground.primary" })};
  &:focus-visible {
    outline: 2px solid ${({ theme }) => getColor({ theme, variable: "border.primaryEmphasis" })};
  }
`;
const Table = styled.table`
  width: 100%;
  border-spacing: 0 2px;
  caption {
    text-align: start;
    padding-bottom: 4px;
    color: ${({ theme }) => getColor({ theme, variable: "foreground.subtle" })};
  }
  th { font-weight: normal; text-align: start; overflow-wrap: anywhere; }
  th, td { padding: 1px 0; vertical-align: middle; }
  td { padding-inline-start: 8px; }
  td:last-child { text-align: end; white-space: nowrap; font-variant-numeric: tabular-nums; }
  tfoot th, tfoot td {
    font-weight: 600;
    border-top: 1px solid ${({ theme }) => getColor({ theme, variable: "border.default" })};
  }
`;
/** From the middle: to the right what speaks for the label, to the left what speaks against it. */
const Track = styled.td`
  width: 80px;
`;
const Bar = styled.span`
  display: block;
  height: 8px;
  border-radius: 2px;
  min-width: 1px;
`;
const For = styled(Bar)`
  margin-inline-start: 50%;
  background: ${({ theme }) => getColor({ theme, variable: "background.primaryEmphasis" })};
`;
const Against = styled(Bar)`
  margin-inline: auto 50%;
  background: ${({ theme }) => getColor({ theme, variable: "background.dangerEmphasis" })};
`;

/** What each word adds to a label's lead, and that it comes to the whole of it. */
export function WordShares(props: {
  words: readonly string[];
  shares: { words: readonly number[]; rest: number; lead: number };
  /** The next best label, as the reader would say it. */
  against: string | undefined;
}) {
  const { tell, language } = sidebarText.useText();
  const { shares, against } = props;
  const most = Math.max(...shares.words.map(Math.abs), Math.abs(shares.rest));
  const amounts = new Intl.NumberFormat(language, {
    ...{ minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay: "exceptZero" },
  });
  const row = (share: number) => (
    <>
      <Track aria-hidden="true">
        {share < 0 ? <Against style={{ width: widthOf(share, most) }} /> : null}
        {share > 0 ? <For style={{ width: widthOf(share, most) }} /> : null}
      </Track>
      <td>{showNumber(amounts, share)}</td>
    </>
  );
  return (
    <Fold>
      <Summary>{tell("shares.title")}</Summary>
      <Table>
        <caption>
          {against === undefined ? tell("shares.alone") : tell("shares.against", { label: against })}
        </caption>
        <tbody>
          {shares.words.map((share, index) => (
            <tr key={props.words[index]}>
              <th scope="row">
                <Mark>{props.words[index]}</Mark>
              </th>
              {row(share)}
            </tr>
          ))}
          <tr>
            <th scope="row">{tell("shares.rest")}</th>
            {row(shares.rest)}
          </tr>
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{tell("shares.lead")}</th>
            <td aria-hidden="true" />
            <td>{showNumber(amounts, shares.lead)}</td>
          </tr>
        </tfoot>
      </Table>
    </Fold>
  );
}

/** Of the half that is there for each side. */
function widthOf(share: number, most: number): string {
  return `${(Math.abs(share) / most) * 50}%`;
}
