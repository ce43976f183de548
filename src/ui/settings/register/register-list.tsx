import { Button } from "@zendeskgarden/react-buttons";
import { useState } from "react";
import { settingsText } from "../../messages/settings-text.ts";
import { toSentence } from "../../messages/to-sentence.ts";
import { DataTable } from "../parts/data-table.tsx";
import { Line, Stack, Subtle } from "../parts/layout.ts";
import { Empty, Loaded } from "../parts/load-state.tsx";
import { StateTag } from "../parts/state-tag.tsx";
import { TicketLink } from "../parts/ticket-link.tsx";
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
              <DataTable
                label={tell("tab.register")}
                minWidthPx={740}
                columns={[
                  { label: tell("register.ticket"), widthPx: 80 },
                  { label: tell("register.outcome"), widthPx: 110 },
                  { label: tell("register.where"), widthPx: 150 },
                  { label: tell("register.why") },
                  { label: tell("register.opened"), widthPx: 130 },
                ]}
                rows={lines.map((line) => ({
                  key: `${line.ticketId} ${line.cycle}`,
                  cells: [
                    <TicketLink key="ticket" ticketId={line.ticketId} />,
                    <StateTag key="state" state={line.state} />,
                    <>
                      {line.queue ?? "–"}
                      {line.agent && <Subtle as="div">{line.agent}</Subtle>}
                    </>,
                    toSentence(line.reason ?? tell("register.waits")),
                    <Time key="time" at={line.openedAt} />,
                  ],
                }))}
              />
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
