import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Field, Label, Textarea } from "@zendeskgarden/react-forms";
import { Dots } from "@zendeskgarden/react-loaders";
import { Alert } from "@zendeskgarden/react-notifications";
import { useState } from "react";
import type { Policy } from "../../../routing/policy.ts";
import type { Receipt, RuleTrace } from "../../../routing/receipt.ts";
import { settingsText } from "../../messages/settings-text.ts";
import { Choice, TextInput } from "../parts/inputs.tsx";
import { Card, Heading, Line, Stack, Subtle } from "../parts/layout.ts";
import { LoadError } from "../parts/load-state.tsx";
import { ReceiptView } from "../receipt/receipt-view.tsx";
import { useApi } from "../use-api.ts";
import { useSettled } from "../use-settled.ts";

interface Question {
  kind: "typed" | "ticket";
  ticketId: string;
  subject: string;
  body: string;
  email: string;
  tags: string;
}

const settleMs = 350;

/** Where a ticket would go under what is being edited, while it is edited. Nothing is written anywhere. */
export function TryPane({ document }: { document: Policy }) {
  const { tell } = settingsText.useText();
  const [question, setQuestion] = useState<Question>({
    ...{ kind: "typed", ticketId: "", subject: "", body: "", email: "", tags: "" },
  });
  const set = (changes: Partial<Question>) => setQuestion((current) => ({ ...current, ...changes }));
  const answer = useAnswer(document, question);
  return (
    <Card aria-label={tell("try.title")}>
      <Stack>
        <Line>
          <Heading>{tell("try.title")}</Heading>
          {answer.isFetching && <Dots aria-label={tell("loading")} />}
        </Line>
        <Subtle>{tell("try.hint")}</Subtle>
        <Choice
          label={tell("try.what")}
          isLabelHidden
          value={question.kind}
          options={(["typed", "ticket"] as const).map((value) => ({ value, label: tell(`try.${value}`) }))}
          onChange={(kind) => set({ kind: kind as Question["kind"] })}
        />
        {question.kind === "ticket" ? (
          <TextInput
            label={tell("try.number")}
            value={question.ticketId}
            onChange={(ticketId) => set({ ticketId: ticketId.replace(/\D/g, "") })}
          />
        ) : (
          <>
            <TextInput
              label={tell("try.subject")}
              value={question.subject}
              onChange={(subject) => set({ subject })}
            />
            <Field>
              <Label isRegular>{tell("try.body")}</Label>
              <Textarea
                isCompact
                minRows={2}
                maxRows={8}
                value={question.body}
                onChange={(event) => set({ body: event.target.value })}
              />
            </Field>
            <TextInput
              label={tell("try.email")}
              value={question.email}
              onChange={(email) => set({ email })}
            />
            <TextInput label={tell("try.tags")} value={question.tags} onChange={(tags) => set({ tags })} />
          </>
        )}
        <div aria-live="polite">
          <Answer answer={answer} />
        </div>
      </Stack>
    </Card>
  );
}

function Answer({ answer }: { answer: ReturnType<typeof useAnswer> }) {
  const { tell } = settingsText.useText();
  if (answer.error) return <LoadError error={answer.error} />;
  const { data } = answer;
  if (!data) return <Subtle>{tell("try.empty")}</Subtle>;
  if (data.outcome === "not a policy") return <Alert type="warning">{tell("try.invalid")}</Alert>;
  const receipt = data.receipt as Receipt;
  const isSame = data.sentence === data.inForce.sentence;
  return (
    <Stack>
      {data.ticket.id !== null && <Subtle>{data.ticket.subject}</Subtle>}
      <ReceiptView receipt={receipt} sentence={data.sentence} rules={data.rules as RuleTrace[]} />
      <Subtle>
        {isSame
          ? tell("try.same", { version: data.inForce.version })
          : tell("try.other", { version: data.inForce.version, sentence: data.inForce.sentence })}
      </Subtle>
    </Stack>
  );
}

function useAnswer(document: Policy, question: Question) {
  const api = useApi();
  const asked = useSettled({ document, question }, settleMs);
  const { kind, ticketId, subject, body, email, tags } = asked.question;
  return useQuery({
    queryKey: ["try", asked],
    enabled: kind === "ticket" ? ticketId !== "" : `${subject}${body}${email}${tags}`.trim() !== "",
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 30_000,
    refetchOnWindowFocus: false,
    queryFn: async () => {
      const { policy, installationId } = await api();
      const ticket =
        kind === "ticket"
          ? { id: ticketId }
          : {
              typed: {
                ...{ subject, body },
                tags: tags.split(/[\s,]+/).filter((tag) => tag !== ""),
                requester: { email: email.trim() || null },
              },
            };
      const json = { document: { ...asked.document }, ticket };
      return (await policy.try.$post({ param: { installationId }, json })).json();
    },
  });
}
