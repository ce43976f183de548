import { Alert, Title } from "@zendeskgarden/react-notifications";
import { settingsText } from "../../messages/settings-text.ts";
import { toSentence } from "../../messages/to-sentence.ts";
import { DataTable } from "../parts/data-table.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { SmallHeading, Subtle } from "../parts/layout.ts";
import { LoadBar } from "../parts/load-bar.tsx";
import { Empty, LoadError, Loaded } from "../parts/load-state.tsx";
import { TicketLink } from "../parts/ticket-link.tsx";
import { useAgo } from "../parts/time.tsx";
import { type RebalancePreview, useApplyRebalance, useRebalancePreview } from "./use-rebalance.ts";

/** Shows who would get which waiting ticket if all were placed together, and does exactly that. */
export function RebalanceDialog({ onClose }: { onClose(): void }) {
  const { tell } = settingsText.useText();
  const query = useRebalancePreview();
  const apply = useApplyRebalance();
  const places = query.data?.places.length ?? 0;
  const isDone = apply.data !== undefined;
  return (
    <Dialog
      title={tell("rebalance.title")}
      action={places > 0 && !isDone ? tell("rebalance.apply", { n: places }) : undefined}
      close={isDone || (query.data && places === 0) ? tell("close") : undefined}
      isBusy={apply.isPending}
      onAct={() => query.data && apply.mutate(query.data.id)}
      onClose={onClose}
    >
      {apply.data ? (
        <Alert type="success" role="status">
          <Title>{tell("rebalance.done", { n: apply.data.released })}</Title>
          {apply.data.skipped > 0 && tell("rebalance.skipped", { n: apply.data.skipped })}
        </Alert>
      ) : (
        <Loaded query={query}>{(preview) => <Plan preview={preview} />}</Loaded>
      )}
      {apply.error && <LoadError error={apply.error} />}
    </Dialog>
  );
}

function Plan({ preview: { places, left, loads } }: { preview: RebalancePreview }) {
  const { tell } = settingsText.useText();
  const ago = useAgo();
  if (places.length === 0) {
    return <Empty title={tell("rebalance.none")}>{tell("rebalance.left", { n: left.length })}</Empty>;
  }
  return (
    <>
      <Subtle>{tell("rebalance.hint")}</Subtle>
      <DataTable
        label={tell("rebalance.title")}
        columns={[
          { label: tell("rebalance.ticket"), widthPx: 180 },
          { label: tell("rebalance.to") },
          { label: tell("rebalance.why") },
        ]}
        rows={places.map((place) => ({
          key: place.ticketId,
          cells: [
            <>
              <TicketLink ticketId={place.ticketId} />
              <Subtle as="div">{tell("rebalance.since", { when: ago(place.heldSince) })}</Subtle>
            </>,
            <>
              <strong>{place.agentName}</strong>
              <Subtle as="div">{place.groupName}</Subtle>
            </>,
            <Why key="why" place={place} />,
          ],
        }))}
      />
      <SmallHeading>{tell("rebalance.loads")}</SmallHeading>
      <DataTable
        label={tell("rebalance.loads")}
        minWidthPx={420}
        columns={[
          { label: tell("agent.one") },
          { label: tell("rebalance.points") },
          { label: tell("rebalance.room") },
        ]}
        rows={loads.map(({ agentId, name, before, after, capacity }) => ({
          key: agentId,
          cells: [
            name,
            tell("rebalance.change", { before, after }),
            <LoadBar key="bar" open={after} capacity={capacity} />,
          ],
        }))}
      />
      {left.length > 0 && <Subtle>{tell("rebalance.left", { n: left.length })}</Subtle>}
    </>
  );
}

function Why({ place: { queueName, why } }: { place: RebalancePreview["places"][number] }) {
  const { tell } = settingsText.useText();
  const reasons = [
    why.isOverflow ? tell("rebalance.overflow", { queue: queueName }) : queueName,
    ...(why.isPreferred ? [tell("rebalance.preferred")] : []),
    ...(why.skills.length > 0 ? [tell("rebalance.skills", { skills: why.skills.join(", ") })] : []),
  ];
  return <span>{toSentence(reasons.join(" · "))}</span>;
}
