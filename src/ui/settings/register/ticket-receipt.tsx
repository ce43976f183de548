import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "@zendeskgarden/react-buttons";
import type { Receipt, RuleTrace } from "../../../routing/receipt.ts";
import { settingsText } from "../../messages/settings-text.ts";
import { toSentence } from "../../messages/to-sentence.ts";
import { Card, Heading, Line, Stack, Subtle } from "../parts/layout.ts";
import { LoadError, Loaded } from "../parts/load-state.tsx";
import { StateTag } from "../parts/state-tag.tsx";
import { Time } from "../parts/time.tsx";
import { ReceiptView } from "../receipt/receipt-view.tsx";
import { useApi } from "../use-api.ts";

function useTicket(ticketId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ["ticket", ticketId],
    queryFn: async () => {
      const { tickets, installationId } = await api();
      return (await tickets[":ticketId"].$get({ param: { installationId, ticketId } })).json();
    },
  });
}

/** All that the register has on one ticket. */
export function TicketReceipt({ ticketId }: { ticketId: string }) {
  const { tell } = settingsText.useText();
  const query = useTicket(ticketId);
  const replay = useReplay(ticketId);
  return (
    <Stack $gapPx={16}>
      <Line>
        <a href="#/register">← {tell("register.back")}</a>
      </Line>
      <Loaded query={query}>
        {({ cycle, decisions, rules, deliveries }) => {
          const decided = decisions.find(({ id }) => id === cycle.decisionId) ?? decisions[0];
          return (
            <>
              <Line>
                <Heading>{tell("register.one", { ticket: ticketId })}</Heading>
                <StateTag state={cycle.state} />
                <Button
                  size="small"
                  disabled={replay.isPending || cycle.state === "pending"}
                  onClick={() => replay.mutate()}
                >
                  {tell("deliveries.replay")}
                </Button>
              </Line>
              {replay.error && <LoadError error={replay.error} />}
              <Card>
                {decided ? (
                  <ReceiptView
                    receipt={decided.receipt as Receipt}
                    sentence={cycle.reason ?? decided.sentence}
                    rules={rules as RuleTrace[]}
                  />
                ) : (
                  <p>{toSentence(cycle.reason ?? tell("register.waits"))}</p>
                )}
              </Card>
              <History decisions={decisions} deliveries={deliveries} />
            </>
          );
        }}
      </Loaded>
    </Stack>
  );
}

type Ticket = NonNullable<ReturnType<typeof useTicket>["data"]>;

/** What was decided and what was reported, the latest first. */
function History({ decisions, deliveries }: Pick<Ticket, "decisions" | "deliveries">) {
  const { tell } = settingsText.useText();
  const decided = decisions.map(({ id, decidedAt, sentence, policyVersion }) => ({
    key: id,
    at: decidedAt,
    what: sentence,
    note: tell("version.one", { version: policyVersion }),
  }));
  const delivered = deliveries.map(({ deliveryKey, receivedAt, eventName, outcome, reason }) => ({
    key: deliveryKey,
    at: receivedAt,
    what: toSentence(eventName),
    note: `${tell(`delivery.${outcome}`)}${reason ? ` (${reason})` : ""}`,
  }));
  return (
    <Card>
      <Stack $gapPx={8}>
        <Heading>{tell("register.history")}</Heading>
        <Stack as="ul" $gapPx={6}>
          {[...decided, ...delivered]
            .sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
            .map(({ key, at, what, note }) => (
              <li key={key}>
                <Time at={at} /> · {what} <Subtle as="span">{note}</Subtle>
              </li>
            ))}
        </Stack>
      </Stack>
    </Card>
  );
}

function useReplay(ticketId: string) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const { tickets, installationId } = await api();
      await tickets[":ticketId"].replay.$post({ param: { installationId, ticketId } });
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ["ticket", ticketId] }),
  });
}
