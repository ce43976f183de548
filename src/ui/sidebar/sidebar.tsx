import { useQuery } from "@tanstack/react-query";
import { createApi } from "../api/create-api.ts";
import { useHost, useSelfSizing, useTicketId } from "../host/host-context.tsx";
import { sidebarText } from "../messages/sidebar-text.ts";

/** Why the ticket that is looked at is where it is. */
export function Sidebar() {
  const { tell } = sidebarText.useText();
  const host = useHost();
  const ticketId = useTicketId() ?? "";
  useSelfSizing();
  const { data } = useQuery({
    queryKey: ["ticket", ticketId],
    queryFn: async () => {
      const { tickets, installationId } = await createApi(host)();
      return (await tickets[":ticketId"].$get({ param: { installationId, ticketId } })).json();
    },
  });
  if (!data) return <p>{tell("loading")}</p>;
  return (
    <main>
      <h1>{tell("title")}</h1>
      <strong>{tell(`state.${data.cycle.state}`)}</strong>
      <p>{data.cycle.reason}</p>
    </main>
  );
}
