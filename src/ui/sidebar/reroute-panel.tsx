import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "@zendeskgarden/react-buttons";
import { useEffect, useRef } from "react";
import { createApi } from "../api/create-api.ts";
import { useHost } from "../host/host-context.tsx";
import { sidebarText } from "../messages/sidebar-text.ts";
import { Heading, Panel, Quiet, Row } from "./parts.tsx";
import { StorySkeleton } from "./story-skeleton.tsx";
import { Why } from "./why.tsx";

/** Where the ticket would go now, and the button that makes it go. */
export function ReroutePanel({ ticketId, onClose }: { ticketId: string; onClose: () => void }) {
  const { tell } = sidebarText.useText();
  const host = useHost();
  const queries = useQueryClient();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const preview = useQuery({
    queryKey: ["preview", ticketId, "re-route"],
    queryFn: async () => {
      const { tickets, installationId } = await createApi(host)();
      const param = { installationId, ticketId };
      return (await tickets[":ticketId"].preview.$get({ param, query: { as: "re-route" } })).json();
    },
    // Room changes by the minute: what is shown is asked for now.
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const reroute = useMutation({
    mutationFn: async () => {
      const { tickets, installationId } = await createApi(host)();
      const param = { installationId, ticketId };
      return (await tickets[":ticketId"]["re-route"].$post({ param, json: {} })).json();
    },
    onSuccess: async ({ outcome }) => {
      host.notify(tell(outcome === "queued" ? "reroute.done" : "reroute.pending"), "success");
      await queries.resetQueries({ queryKey: ["story", ticketId] });
      onClose();
    },
  });
  const failure = preview.error ?? reroute.error;
  return (
    <Panel aria-label={tell("act.reroute")}>
      <Heading ref={heading} tabIndex={-1}>
        {tell("reroute.title")}
      </Heading>
      {preview.data ? (
        <>
          <Why sentence={preview.data.sentence} receipt={preview.data.receipt} />
          <Quiet>{tell("reroute.note")}</Quiet>
        </>
      ) : null}
      {preview.isPending ? <StorySkeleton /> : null}
      {failure ? <p role="alert">{tell("wrong.failed", { why: failure.message })}</p> : null}
      <Row>
        <Button
          size="small"
          isPrimary
          disabled={!preview.data || reroute.isPending}
          onClick={() => reroute.mutate()}
        >
          {tell("reroute.confirm")}
        </Button>
        <Button size="small" onClick={onClose}>
          {tell("cancel")}
        </Button>
      </Row>
    </Panel>
  );
}
