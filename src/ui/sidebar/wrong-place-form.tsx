import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "@zendeskgarden/react-buttons";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { createApi } from "../api/create-api.ts";
import { useHost } from "../host/host-context.tsx";
import { sidebarText } from "../messages/sidebar-text.ts";
import { Choices, Labelled } from "./fields.ts";
import { Panel, Row } from "./parts.tsx";
import type { RoutedStory } from "./use-story.ts";

type Reason = NonNullable<RoutedStory["correction"]>["reason"];

const reasons: readonly Reason[] = [
  "wrong group",
  "wrong person",
  "wrong priority",
  "should be left alone",
  "other",
];

/** Says that a ticket is in the wrong place, and where it belongs. */
export function WrongPlaceForm(props: { ticketId: string; story: RoutedStory; onClose: () => void }) {
  const { tell } = sidebarText.useText();
  const { ticketId, story, onClose } = props;
  const [reason, setReason] = useState<Reason>(story.correction?.reason ?? "wrong group");
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLInputElement>("input:checked")?.focus(), []);
  const host = useHost();
  const queries = useQueryClient();
  const send = useMutation({
    mutationFn: async (said: { note: string; wantedGroupId: string }) => {
      const { tickets, installationId } = await createApi(host)();
      const json = {
        reason,
        ...(said.note !== "" && { note: said.note }),
        ...(said.wantedGroupId !== "" && { wantedGroupId: said.wantedGroupId }),
      };
      await tickets[":ticketId"]["wrong-place"].$post({ param: { installationId, ticketId }, json });
    },
    onSuccess: async () => {
      host.notify(tell("wrong.done"), "success");
      await queries.invalidateQueries({ queryKey: ["story", ticketId] });
      onClose();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    send.mutate({ note: String(data.get("note") ?? ""), wantedGroupId: String(data.get("group") ?? "") });
  };
  return (
    <Panel as="form" ref={form} onSubmit={submit} aria-label={tell("act.wrong")}>
      <Choices>
        <legend>{tell("wrong.title")}</legend>
        {reasons.map((one) => (
          <label key={one}>
            <input
              type="radio"
              name="reason"
              value={one}
              checked={reason === one}
              onChange={() => setReason(one)}
            />
            {tell(`wrong.${one}`)}
          </label>
        ))}
      </Choices>
      {reason === "wrong group" || reason === "other" ? (
        <Labelled>
          <span>{tell("wrong.group")}</span>
          <select name="group" defaultValue={story.correction?.wantedGroupId ?? ""}>
            <option value="">{tell("wrong.group.none")}</option>
            {story.groups.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </Labelled>
      ) : null}
      <Labelled>
        <span>{tell("wrong.note")}</span>
        <textarea name="note" maxLength={500} rows={2} defaultValue={story.correction?.note ?? ""} />
      </Labelled>
      {send.error ? <p role="alert">{tell("wrong.failed", { why: send.error.message })}</p> : null}
      <Row>
        <Button size="small" isPrimary type="submit" disabled={send.isPending}>
          {tell("wrong.send")}
        </Button>
        <Button size="small" onClick={onClose}>
          {tell("cancel")}
        </Button>
      </Row>
    </Panel>
  );
}
