import { Button } from "@zendeskgarden/react-buttons";
import { Body, Close, Footer, FooterItem, Header, Modal } from "@zendeskgarden/react-modals";
import { Alert, Title } from "@zendeskgarden/react-notifications";
import {
  Cell,
  Head,
  HeaderCell,
  HeaderRow,
  Row,
  Table,
  Body as TableBody,
} from "@zendeskgarden/react-tables";
import { settingsText } from "../../messages/settings-text.ts";
import { Scroll, SmallHeading, Stack, Subtle } from "../parts/layout.ts";
import { LoadBar } from "../parts/load-bar.tsx";
import { Empty, LoadError, Loaded } from "../parts/load-state.tsx";
import { useAgo } from "../parts/time.tsx";
import { type RebalancePreview, useApplyRebalance, useRebalancePreview } from "./use-rebalance.ts";

/** Shows who would get which waiting ticket if all were placed together, and does exactly that. */
export function RebalanceDialog({ onClose }: { onClose(): void }) {
  const { tell } = settingsText.useText();
  const query = useRebalancePreview();
  const apply = useApplyRebalance();
  const places = query.data?.places.length ?? 0;
  return (
    <Modal onClose={onClose} isLarge>
      <Header>{tell("rebalance.title")}</Header>
      <Body>
        <Stack $gapPx={16}>
          {apply.data ? (
            <Alert type="success" role="status">
              <Title>{tell("rebalance.done", { n: apply.data.released })}</Title>
              {apply.data.skipped > 0 && tell("rebalance.skipped", { n: apply.data.skipped })}
            </Alert>
          ) : (
            <Loaded query={query}>{(preview) => <Plan preview={preview} />}</Loaded>
          )}
          {apply.error && <LoadError error={apply.error} />}
        </Stack>
      </Body>
      <Footer>
        <FooterItem>
          <Button isBasic onClick={onClose}>
            {tell(apply.data ? "close" : "cancel")}
          </Button>
        </FooterItem>
        {places > 0 && !apply.data && (
          <FooterItem>
            <Button
              isPrimary
              disabled={apply.isPending}
              onClick={() => query.data && apply.mutate(query.data.id)}
            >
              {tell("rebalance.apply", { n: places })}
            </Button>
          </FooterItem>
        )}
      </Footer>
      <Close aria-label={tell("close")} />
    </Modal>
  );
}

function Plan({ preview: { places, left, loads } }: { preview: RebalancePreview }) {
  const { tell } = settingsText.useText();
  const ago = useAgo();
  if (places.length === 0) {
    return <Empty title={tell("rebalance.none")}>{tell("rebalance.left", { n: left.length })}</Empty>;
  }
  return (
    <>
      <Subtle>{tell("rebalance.hint")}</Subtle>
      <Scroll tabIndex={0} role="region" aria-label={tell("rebalance.title")}>
        <Table size="small" style={{ minWidth: 560 }}>
          <Head>
            <HeaderRow>
              <HeaderCell width="140px">{tell("rebalance.ticket")}</HeaderCell>
              <HeaderCell>{tell("rebalance.to")}</HeaderCell>
              <HeaderCell>{tell("rebalance.why")}</HeaderCell>
            </HeaderRow>
          </Head>
          <TableBody>
            {places.map((place) => (
              <Row key={place.ticketId}>
                <Cell>
                  <a href={`#/register/${place.ticketId}`}>#{place.ticketId}</a>
                  <Subtle as="div">{tell("rebalance.since", { when: ago(place.heldSince) })}</Subtle>
                </Cell>
                <Cell>
                  <strong>{place.agentName}</strong>
                  <Subtle as="div">{place.groupName}</Subtle>
                </Cell>
                <Cell>
                  <Why place={place} />
                </Cell>
              </Row>
            ))}
          </TableBody>
        </Table>
      </Scroll>
      <SmallHeading>{tell("people.load")}</SmallHeading>
      <Scroll tabIndex={0} role="region" aria-label={tell("people.load")}>
        <Table size="small" style={{ minWidth: 420 }}>
          <TableBody>
            {loads.map(({ agentId, name, before, after, capacity }) => (
              <Row key={agentId}>
                <Cell>{name}</Cell>
                <Cell>{tell("rebalance.change", { before, after })}</Cell>
                <Cell>
                  <LoadBar open={after} capacity={capacity} />
                </Cell>
              </Row>
            ))}
          </TableBody>
        </Table>
      </Scroll>
      {left.length > 0 && <Subtle>{tell("rebalance.left", { n: left.length })}</Subtle>}
    </>
  );
}

function Why({ place: { queueName, why } }: { place: RebalancePreview["places"][number] }) {
  const { tell } = settingsText.useText();
  const reasons = [
    why.isOverflow ? tell("rebalance.overflow", { queue: queueName }) : queueName,
    ...(why.isPreferred ? [tell("rebalance.preferred")] : []),
    ...(why.skills.length > 0 ? [tell("rebalance.skills", { skills: why.skills.join(", ") })] : []),
  ];
  return <span>{reasons.join(" · ")}</span>;
}
