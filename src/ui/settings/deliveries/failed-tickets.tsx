import { useMutation, useQueryClient } from "@tanstack/react-query";
import { settingsText } from "../../messages/settings-text.ts";
import { Empty } from "../parts/load-state.tsx";
import { TicketLink } from "../parts/ticket-link.tsx";
import { useApi } from "../use-api.ts";
import { RetryTable } from "./retry-table.tsx";

interface Failed {
  ticketId: string;
  reason: string | null;
  openedAt: string;
}

/** Tickets that could not be routed, to be routed again one by one or all at once. */
export function FailedTickets({ failed }: { failed: readonly Failed[] }) {
  const { tell } = settingsText.useText();
  const replay = useReplay();
  return (
    <RetryTable
      title={
        failed.length === 0 ? tell("deliveries.failedTable") : tell("deliveries.failed", { n: failed.length })
      }
      label={tell("deliveries.failedTable")}
      what={tell("register.ticket")}
      since={tell("register.opened")}
      retry={tell("deliveries.replay")}
      retryAll={tell("deliveries.replayAll")}
      done={replay.data && tell("deliveries.queued", { n: replay.data.queued.length })}
      error={replay.error}
      isBusy={replay.isPending}
      items={failed.map(({ ticketId, reason, openedAt }) => ({
        key: ticketId,
        what: <TicketLink ticketId={ticketId} />,
        reason,
        at: openedAt,
        retryLabel: tell("deliveries.replayOne", { ticket: ticketId }),
      }))}
      onRetry={(ticketId) => replay.mutate({ ticketIds: [ticketId] })}
      onRetryAll={() => replay.mutate({ all: "failed" })}
    >
      <Empty title={tell("deliveries.noneFailed")}>{tell("deliveries.noneFailedHint")}</Empty>
    </RetryTable>
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
