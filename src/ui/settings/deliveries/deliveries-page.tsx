import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "@zendeskgarden/react-buttons";
import { Alert } from "@zendeskgarden/react-notifications";
import { Body, Cell, Head, HeaderCell, HeaderRow, Row, Table } from "@zendeskgarden/react-tables";
import { settingsText } from "../../messages/settings-text.ts";
import { Heading, Line, Scroll, Stack, Subtle } from "../parts/layout.ts";
import { Empty, Loaded, useErrorText } from "../parts/load-state.tsx";
import { Time } from "../parts/time.tsx";
import { useApi } from "../use-api.ts";

/** What could not be routed, and why; what was refused; what came in lately. */
export function DeliveriesPage() {
  const query = useDeliveries();
  return <Loaded query={query}>{(data) => <DeliveriesView data={data} />}</Loaded>;
}

function useDeliveries() {
  const api = useApi();
  return useQuery({
    queryKey: ["deliveries"],
    refetchInterval: 15_000,
    queryFn: async () => {
      const { operations, installationId } = await api();
      return (await operations.deliveries.$get({ param: { installationId } })).json();
    },
  });
}

function DeliveriesView({ data }: { data: NonNullable<ReturnType<typeof useDeliveries>["data"]> }) {
  const { tell } = settingsText.useText();
  const textOf = useErrorText();
  const replay = useReplay();
  return (
    <Stack $gapPx={24}>
      <Stack>
        <Line>
          <Heading>{tell("deliveries.failed", { n: data.failed.length })}</Heading>
          {data.failed.length > 1 && (
            <Button size="small" disabled={replay.isPending} onClick={() => replay.mutate({ all: "failed" })}>
              {tell("deliveries.replayAll")}
            </Button>
          )}
        </Line>
        {replay.data && (
          <Alert type="success" role="status">
            {tell("deliveries.queued", { n: replay.data.queued.length })}
          </Alert>
        )}
        {replay.error && (
          <Alert type="error" role="alert">
            {textOf(replay.error)}
          </Alert>
        )}
        {data.failed.length === 0 ? (
          <Empty title={tell("deliveries.noneFailed")}>{tell("deliveries.noneFailedHint")}</Empty>
        ) : (
          <Scroll tabIndex={0} role="region" aria-label={tell("deliveries.failedTable")}>
            <Table size="small" style={{ minWidth: 560 }}>
              <Head>
                <HeaderRow>
                  <HeaderCell width="110px">{tell("register.ticket")}</HeaderCell>
                  <HeaderCell>{tell("deliveries.reason")}</HeaderCell>
                  <HeaderCell width="200px">{tell("register.opened")}</HeaderCell>
                  <HeaderCell width="150px">
                    <span>{tell("deliveries.replay")}</span>
                  </HeaderCell>
                </HeaderRow>
              </Head>
              <Body>
                {data.failed.map(({ ticketId, cycle, reason, openedAt }) => (
                  <Row key={`${ticketId} ${cycle}`}>
                    <Cell>
                      <a href={`#/register/${encodeURIComponent(ticketId)}`}>{ticketId}</a>
                    </Cell>
                    <Cell>{reason}</Cell>
                    <Cell>
                      <Time at={openedAt} />
                    </Cell>
                    <Cell>
                      <Button
                        size="small"
                        disabled={replay.isPending}
                        aria-label={tell("deliveries.replayOne", { ticket: ticketId })}
                        onClick={() => replay.mutate({ ticketIds: [ticketId] })}
                      >
                        {tell("deliveries.replay")}
                      </Button>
                    </Cell>
                  </Row>
                ))}
              </Body>
            </Table>
          </Scroll>
        )}
      </Stack>
      {data.refused.length > 0 && (
        <Stack>
          <Heading>{tell("deliveries.refused")}</Heading>
          <Subtle>{tell("deliveries.refusedHint")}</Subtle>
          <Stack as="ul" $gapPx={4}>
            {data.refused.map(({ day, reason, count }) => (
              <li key={`${day} ${reason}`}>
                {day}: {reason} ({count})
              </li>
            ))}
          </Stack>
        </Stack>
      )}
      <Stack>
        <Heading>{tell("deliveries.latest")}</Heading>
        {data.latest.length === 0 ? (
          <Empty title={tell("deliveries.none")}>{tell("deliveries.noneHint")}</Empty>
        ) : (
          <Scroll tabIndex={0} role="region" aria-label={tell("deliveries.latest")}>
            <Table size="small" style={{ minWidth: 560 }}>
              <Head>
                <HeaderRow>
                  <HeaderCell width="200px">{tell("deliveries.received")}</HeaderCell>
                  <HeaderCell>{tell("deliveries.event")}</HeaderCell>
                  <HeaderCell width="110px">{tell("register.ticket")}</HeaderCell>
                  <HeaderCell>{tell("register.outcome")}</HeaderCell>
                </HeaderRow>
              </Head>
              <Body>
                {data.latest.map(({ deliveryKey, receivedAt, eventType, ticketId, outcome, reason }) => (
                  <Row key={deliveryKey}>
                    <Cell>
                      <Time at={receivedAt} />
                    </Cell>
                    <Cell>{eventType.replaceAll("_", " ")}</Cell>
                    <Cell>
                      {ticketId ? <a href={`#/register/${encodeURIComponent(ticketId)}`}>{ticketId}</a> : "–"}
                    </Cell>
                    <Cell>
                      {tell(`delivery.${outcome}`)} {reason && <Subtle as="span">({reason})</Subtle>}
                    </Cell>
                  </Row>
                ))}
              </Body>
            </Table>
          </Scroll>
        )}
      </Stack>
    </Stack>
  );
}

function useReplay() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (json: { all: "failed" } | { ticketIds: string[] }) => {
      const { operations, installationId } = await api();
      return (await operations.replays.$post({ param: { installationId }, json })).json();
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ["deliveries"] }),
  });
}
