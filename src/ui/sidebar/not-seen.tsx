import { useQuery } from "@tanstack/react-query";
import { Button } from "@zendeskgarden/react-buttons";
import { useState } from "react";
import { createApi } from "../api/create-api.ts";
import { useHost } from "../host/host-context.tsx";
import { sidebarText } from "../messages/sidebar-text.ts";
import { Actions } from "./actions.tsx";
import { Evidence } from "./evidence.tsx";
import { Heading, Panel } from "./parts.tsx";
import { StorySkeleton } from "./story-skeleton.tsx";
import { useMayAct } from "./use-may-act.ts";
import { Why } from "./why.tsx";

/** A ticket that was never routed: what would become of it, if somebody asks. */
export function NotSeen({ ticketId }: { ticketId: string | undefined }) {
  const { tell } = sidebarText.useText();
  const [isAsked, ask] = useState(false);
  const mayAct = useMayAct();
  return (
    <>
      <Panel>
        <Heading as="h1">{tell("empty.title")}</Heading>
        <p>{tell("empty.text")}</p>
        {mayAct && ticketId !== undefined && !isAsked ? (
          <div>
            <Button size="small" onClick={() => ask(true)}>
              {tell("empty.explain")}
            </Button>
          </div>
        ) : null}
      </Panel>
      {isAsked && ticketId !== undefined ? <Preview ticketId={ticketId} /> : null}
    </>
  );
}

function Preview({ ticketId }: { ticketId: string }) {
  const { tell } = sidebarText.useText();
  const host = useHost();
  const { data, error } = useQuery({
    queryKey: ["preview", ticketId, "new"],
    queryFn: async () => {
      const { tickets, installationId } = await createApi(host)();
      const param = { installationId, ticketId };
      return (await tickets[":ticketId"].preview.$get({ param, query: { as: "new" } })).json();
    },
    staleTime: 60_000,
  });
  if (error) return <p role="alert">{tell("wrong.failed", { why: error.message })}</p>;
  if (!data) return <StorySkeleton />;
  return (
    <>
      <Heading>{tell("empty.would")}</Heading>
      <Why sentence={data.sentence} receipt={data.receipt} />
      <Actions ticketId={ticketId} story={undefined} />
      <div>
        <Evidence receipt={data.receipt} />
      </div>
    </>
  );
}
