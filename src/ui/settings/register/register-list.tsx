import { Button } from "@zendeskgarden/react-buttons";
import { Body, Cell, Head, HeaderCell, HeaderRow, Row, Table } from "@zendeskgarden/react-tables";
import { useState } from "react";
import { settingsText } from "../../messages/settings-text.ts";
import { Line, Scroll, Stack, Subtle } from "../parts/layout.ts";
import { Empty, Loaded } from "../parts/load-state.tsx";
import { StateTag } from "../parts/state-tag.tsx";
import { Time } from "../parts/time.tsx";
import { useSettled } from "../use-settled.ts";
import { FilterFields } from "./filter-fields.tsx";
import { noFilter, useRegister } from "./use-register.ts";

/** The latest tickets and what became of them, by whatever one looks for. */
export function RegisterList() {
  const { tell } = settingsText.useText();
  const [filter, setFilter] = useState(noFilter);
  const query = useRegister(useSettled(filter, 250));
  const isFiltered = JSON.stringify(filter) !== JSON.stringify(noFilter);
  return (
    <Stack $gapPx={16}>
      <FilterFields filter={filter} onChange={setFilter} />
      <Loaded query={query}>
        {({ pages }) => {
          const lines = pages.flatMap((page) => page.lines);
          if (lines.length === 0) {
            return isFiltered ? (
              <Empty title={tell("register.nothing")} />
            ) : (
              <Empty title={tell("register.none")}>{tell("register.noneHint")}</Empty>
            );
          }
          return (
            <>
              <Scroll tabIndex={0} role="region" aria-label={tell("tab.register")}>
                <Table size="small" style={{ minWidth: 680 }}>
                  <Head>
                    <HeaderRow>
                      <HeaderCell width="90px">{tell("register.ticket")}</HeaderCell>
                      <HeaderCell width="130px">{tell("register.outcome")}</HeaderCell>
                      <HeaderCell width="190px">{tell("register.where")}</HeaderCell>
                      <HeaderCell>{tell("register.why")}</HeaderCell>
                      <HeaderCell width="150px">{tell("register.opened")}</HeaderCell>
                    </HeaderRow>
                  </Head>
                  <Body>
                    {lines.map((line) => (
                      <Row key={`${line.ticketId} ${line.cycle}`}>
                        <Cell>
                          <a href={`#/register/${encodeURIComponent(line.ticketId)}`}>{line.ticketId}</a>
                        </Cell>
                        <Cell>
                          <StateTag state={line.state} />
                        </Cell>
                        <Cell>
                          {line.queue ?? "–"}
                          {line.agent && <Subtle as="div">{line.agent}</Subtle>}
                        </Cell>
                        <Cell>{line.reason ?? tell("register.waits")}</Cell>
                        <Cell>
                          <Time at={line.openedAt} />
                        </Cell>
                      </Row>
                    ))}
                  </Body>
                </Table>
              </Scroll>
              {query.hasNextPage && (
                <Line>
                  <Button disabled={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
                    {tell("register.more")}
                  </Button>
                </Line>
              )}
            </>
          );
        }}
      </Loaded>
    </Stack>
  );
}
