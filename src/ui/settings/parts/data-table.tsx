import { Body, Cell, Head, HeaderCell, HeaderRow, Row, Table } from "@zendeskgarden/react-tables";
import { getColor } from "@zendeskgarden/react-theming";
import type { ReactNode } from "react";
import { styled } from "styled-components";
import { Hidden, Scroll } from "./layout.ts";

export interface Column {
  label: string;
  /** Left to the others' needs when absent. */
  widthPx?: number;
  /** What stands in the cells says itself what it is. */
  isLabelHidden?: boolean;
}

/** Where there is no room for columns, each row becomes a card of its own, with the columns' names inside. */
const Frame = styled(Scroll)`
  & table { overflow-wrap: break-word; }
  /* On a dialog the head would be of the page's colour. */
  && thead, && thead tr { background: none; }
  /* Text, tags and buttons of one row on one line. */
  & td { vertical-align: baseline; }
  @media (max-width: 600px) {
    & table, & tbody, & tr, & td { display: block; width: auto; height: auto; min-width: 0 !important; }
    & thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    & tr { padding: 10px 0; border-block-end: 1px solid ${({ theme }) => getColor({ theme, variable: "border.default" })}; }
    & tr:first-child { border-block-start: 1px solid ${({ theme }) => getColor({ theme, variable: "border.default" })}; }
    & td { padding: 2px 0; border: 0; }
    & td:not([data-label]) { padding-block-start: 8px; }
    && tr[aria-current] { padding-inline-start: 10px; }
    /* A mark at the edge would run through the words. */
    & td { box-shadow: none !important; }
    & td[data-label] { display: grid; grid-template-columns: 104px minmax(0, 1fr); gap: 8px; }
    & td[data-label]::before { content: attr(data-label); color: ${({ theme }) => getColor({ theme, variable: "foreground.subtle" })}; }
  }
`;

/**
 * Rows of the same kind. The roles are told, for a browser forgets them where rows are shown as cards.
 *
 * @param props.minWidthPx what the columns need; below that the table scrolls by itself, and the page does not
 * @param props.rows a cell for each column
 */
export function DataTable(props: {
  label: string;
  columns: readonly Column[];
  minWidthPx?: number;
  rows: readonly { key: string; isCurrent?: boolean; cells: readonly ReactNode[] }[];
}) {
  const { label, columns, rows, minWidthPx = 560 } = props;
  return (
    <Frame tabIndex={0} role="region" aria-label={label}>
      <Table size="small" role="table" aria-label={label} style={{ minWidth: minWidthPx }}>
        <Head role="rowgroup">
          <HeaderRow role="row">
            {columns.map(({ label: name, widthPx, isLabelHidden }) => (
              <HeaderCell key={name} role="columnheader" {...(widthPx && { width: `${widthPx}px` })}>
                {isLabelHidden ? <Hidden>{name}</Hidden> : name}
              </HeaderCell>
            ))}
          </HeaderRow>
        </Head>
        <Body role="rowgroup">
          {rows.map(({ key, isCurrent, cells }) => (
            <Row
              key={key}
              role="row"
              isSelected={isCurrent ?? false}
              aria-current={isCurrent ? "true" : undefined}
            >
              {columns.map((column, index) => (
                <Cell
                  key={column.label}
                  role="cell"
                  data-label={column.isLabelHidden ? undefined : column.label}
                >
                  <div>{cells[index]}</div>
                </Cell>
              ))}
            </Row>
          ))}
        </Body>
      </Table>
    </Frame>
  );
}
