import { useMutation } from "@tanstack/react-query";
import { Field, Hint, Label, Textarea } from "@zendeskgarden/react-forms";
import { Alert } from "@zendeskgarden/react-notifications";
import { useState } from "react";
import type { PolicyChange } from "../../../routing/diff-policies.ts";
import { ApiError } from "../../api/api-error.ts";
import { settingsText } from "../../messages/settings-text.ts";
import { Dialog } from "../parts/dialog.tsx";
import { useErrorText } from "../parts/load-state.tsx";
import { useApi } from "../use-api.ts";
import { ChangeList } from "./change-list.tsx";
import { writeLocal } from "./local-copy.ts";
import { useForgetPolicy } from "./use-policy.ts";
import type { Work } from "./use-work.ts";

/** Shows what changes, asks for a note, and puts the work in force; unless somebody else was quicker. */
export function PublishDialog(props: {
  work: Work;
  changes: readonly PolicyChange[];
  onClose(): void;
  onPublished(version: number): void;
  onConflict(): void;
}) {
  const { work, changes, onClose, onPublished, onConflict } = props;
  const { tell } = settingsText.useText();
  const textOf = useErrorText();
  const forget = useForgetPolicy();
  const api = useApi();
  const [note, setNote] = useState("");
  const publish = useMutation({
    mutationFn: async () => {
      const { policy, installationId } = await api();
      const json = { document: { ...work.document }, expectedVersion: work.baseVersion, note };
      return (await policy.versions.$post({ param: { installationId }, json })).json();
    },
    onSuccess: async ({ version }) => {
      writeLocal(work.installationId, undefined);
      onPublished(version);
      await forget();
    },
    onError: async (error) => {
      if (!(error instanceof ApiError) || error.code !== "policy-conflict") return;
      onConflict();
      await forget();
    },
  });
  const { mode } = work.document;
  return (
    <Dialog
      title={tell("publish.title")}
      action={tell("publish.do")}
      isBusy={publish.isPending}
      onAct={() => publish.mutate()}
      onClose={onClose}
    >
      <ChangeList changes={changes} />
      <Alert type={mode === "on" || mode === "canary" ? "warning" : "info"}>
        {tell(`publish.mode.${mode}`)}
      </Alert>
      <Field>
        <Label isRegular>{tell("publish.note")}</Label>
        <Hint>{tell("publish.noteHint")}</Hint>
        <Textarea
          minRows={2}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </Field>
      {publish.error && (
        <Alert type="error" role="alert">
          {textOf(publish.error)}
        </Alert>
      )}
    </Dialog>
  );
}
