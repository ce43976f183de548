import { Button } from "@zendeskgarden/react-buttons";
import { Body, Close, Footer, FooterItem, Header, Modal } from "@zendeskgarden/react-modals";
import { useState } from "react";
import { settingsText } from "../../messages/settings-text.ts";
import { TextInput } from "../parts/inputs.tsx";
import { Stack } from "../parts/layout.ts";
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
    <Modal onClose={onClose} isLarge>
      <Header>{tell("rollBack.title", { version })}</Header>
      <Body>
        <Stack $gapPx={16}>
          <p>{tell("rollBack.hint")}</p>
          <Changes from={inForce} to={version} />
          <TextInput label={tell("publish.note")} value={note} onChange={setNote} />
        </Stack>
      </Body>
      <Footer>
        <FooterItem>
          <Button isBasic onClick={onClose}>
            {tell("cancel")}
          </Button>
        </FooterItem>
        <FooterItem>
          <Button isPrimary onClick={() => onConfirm(note)}>
            {tell("rollBack.do")}
          </Button>
        </FooterItem>
      </Footer>
      <Close aria-label={tell("close")} />
    </Modal>
  );
}
