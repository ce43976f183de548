import { Button } from "@zendeskgarden/react-buttons";
import { Body, Close, Footer, FooterItem, Header, Modal } from "@zendeskgarden/react-modals";
import { type ReactNode, useEffect, useRef } from "react";
import { settingsText } from "../../messages/settings-text.ts";
import { Stack } from "./layout.ts";

/** What is asked over the page: its matter, a way out, and the one thing that can be done, where there is one. */
export function Dialog(props: {
  title: string;
  /** What the button says that does it; none while there is nothing to do, or no more. */
  action: string | undefined;
  /** What the way out says once there is nothing to cancel any more. */
  close?: string | undefined;
  isBusy?: boolean;
  onAct(): void;
  onClose(): void;
  children: ReactNode;
}) {
  const { title, action, close, isBusy = false, onAct, onClose, children } = props;
  const { tell } = settingsText.useText();
  const wayOut = useRef<HTMLButtonElement>(null);
  const isDone = action === undefined;
  useEffect(() => {
    // The button that was pressed is gone, and with it the place of whoever uses the keyboard.
    if (isDone && document.activeElement === document.body) wayOut.current?.focus();
  }, [isDone]);
  return (
    <Modal onClose={onClose} isLarge>
      <Header>{title}</Header>
      <Body>
        <Stack $gapPx={16}>{children}</Stack>
      </Body>
      <Footer>
        <FooterItem>
          <Button ref={wayOut} isBasic onClick={onClose}>
            {close ?? tell("cancel")}
          </Button>
        </FooterItem>
        {action !== undefined && (
          <FooterItem>
            <Button isPrimary disabled={isBusy} onClick={onAct}>
              {action}
            </Button>
          </FooterItem>
        )}
      </Footer>
      <Close aria-label={tell("close")} />
    </Modal>
  );
}
