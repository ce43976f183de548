import { useQuery } from "@tanstack/react-query";
import { settingsText } from "../../messages/settings-text.ts";
import { toSentence } from "../../messages/to-sentence.ts";
import { DataTable } from "../parts/data-table.tsx";
import { Heading, Stack, Subtle } from "../parts/layout.ts";
import { Empty, Loaded } from "../parts/load-state.tsx";
import { TicketLink } from "../parts/ticket-link.tsx";
import { Day, Time } from "../parts/time.tsx";
import { useApi, useMay } from "../use-api.ts";
import { DeadLetters } from "./dead-letters.tsx";
import { FailedTickets } from "./failed-tickets.tsx";

/** What could not be routed, and why; what was given up; what was refused; what came in lately. */
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

type Deliveries = NonNullable<ReturnType<typeof useDeliveries>["data"]>;

function DeliveriesView({ data }: { data: Deliveries }) {
  const isAdmin = useMay("admin");
  return (
    <Stack $gapPx={24}>
      <FailedTickets failed={data.failed} />
      {isAdmin && <DeadLetters />}
      {data.refused.length > 0 && <Refused refused={data.refused} />}
      <Latest latest={data.latest} />
    </Stack>
  );
}

function Refused({ refused }: { refused: Deliveries["refused"] }) {
  const { tell } = settingsText.useText();
  return (
    <Stack>
      <Heading>{tell("deliveries.refused")}</Heading>
      <Subtle>{tell("deliveries.refusedHint")}</Subtle>
      <DataTable
        label={tell("deliveries.refused")}
        minWidthPx={320}
        columns={[
          { label: tell("deliveries.day"), widthPx: 200 },
          { label: tell("deliveries.reason") },
          { label: tell("deliveries.count"), widthPx: 120 },
        ]}
        rows={refused.map(({ day, reason, count }) => ({
          key: `${day} ${reason}`,
          cells: [<Day key="day" day={day} />, toSentence(reason), count],
        }))}
      />
    </Stack>
  );
}

function Latest({ latest }: { latest: Deliveries["latest"] }) {
  const { tell } = settingsText.useText();
  return (
    <Stack>
      <Heading>{tell("deliveries.latest")}</Heading>
      {latest.length === 0 ? (
        <Empty title={tell("deliveries.none")}>{tell("deliveries.noneHint")}</Empty>
      ) : (
        <DataTable
          label={tell("deliveries.latest")}
          columns={[
            { label: tell("deliveries.received"), widthPx: 200 },
            { label: tell("deliveries.event") },
            { label: tell("register.ticket"), widthPx: 100 },
            { label: tell("register.outcome") },
          ]}
          rows={latest.map(({ deliveryKey, receivedAt, eventName, ticketId, outcome, reason }) => ({
            key: deliveryKey,
            cells: [
              <Time key="time" at={receivedAt} />,
              toSentence(eventName),
              ticketId ? <TicketLink key="ticket" ticketId={ticketId} /> : "–",
              <>
                {toSentence(tell(`delivery.${outcome}`))} {reason && <Subtle as="span">({reason})</Subtle>}
              </>,
            ],
          }))}
        />
      )}
    </Stack>
  );
}
