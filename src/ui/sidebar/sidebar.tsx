import { ApiError } from "../api/api-error.ts";
import { isSignedOut } from "../api/is-signed-out.ts";
import { UnknownTicketError } from "../host/host.ts";
import { useSelfSizing, useTicketId } from "../host/host-context.tsx";
import { sidebarText } from "../messages/sidebar-text.ts";
import { Failure } from "./failure.tsx";
import { NotSeen } from "./not-seen.tsx";
import { Page } from "./parts.tsx";
import { StorySkeleton } from "./story-skeleton.tsx";
import { StoryView } from "./story-view.tsx";
import { useStory } from "./use-story.ts";

/** Why the ticket that is looked at is where it is. */
export function Sidebar() {
  const { tell } = sidebarText.useText();
  const ticketId = useTicketId();
  useSelfSizing();
  return (
    <Page aria-label={tell("title")}>
      {ticketId === undefined ? (
        <NotSeen ticketId={undefined} />
      ) : (
        <Ticket key={ticketId} ticketId={ticketId} />
      )}
    </Page>
  );
}

function Ticket({ ticketId }: { ticketId: string }) {
  const { data, error, isError, refetch, dataUpdatedAt } = useStory(ticketId);
  if (error instanceof UnknownTicketError) return <NotSeen ticketId={undefined} />;
  if (isSignedOut(error)) return <Failure reason="session" />;
  if (data === undefined) {
    const reason = error instanceof ApiError ? "server" : "offline";
    return isError ? <Failure reason={reason} onRetry={() => void refetch()} /> : <StorySkeleton />;
  }
  if (data.kind === "not seen") return <NotSeen ticketId={ticketId} />;
  return <StoryView ticketId={ticketId} story={data} staleSinceMs={isError ? dataUpdatedAt : undefined} />;
}
