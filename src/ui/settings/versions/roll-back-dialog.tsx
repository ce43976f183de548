import { useState } from "react";
import { settingsText } from "../../messages/settings-text.ts";
import { Dialog } from "../parts/dialog.tsx";
import { TextInput } from "../parts/inputs.tsx";
import { Changes } from "./versions-page.tsx";

/** Shows what going back changes, before it is done. */
export function RollBackDialog(props: {
  version: number;
  inForce: number;
  onClose(): void;
  onConfirm(note: string): void;
}) {
  const { version, inForce, onClose, onConfirm } = props;
  const { tell } = settingsText.useText();
  const [note, setNote] = useState("");
  return (
    <Dialog
      title={tell("rollBack.title", { version })}
      action={tell("rollBack.do")}
      onAct={() => onConfirm(note)}
      onClose={onClose}
    >
      <p>{tell("rollBack.hint")}</p>
      <Changes from={inForce} to={version} />
      <TextInput label={tell("publish.note")} value={note} onChange={setNote} />
    </Dialog>
  );
}
