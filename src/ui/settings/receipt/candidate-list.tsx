import type { CandidateTrace, Receipt } from "../../../routing/receipt.ts";
import { removalText } from "../../messages/removal-text.ts";
import { settingsText } from "../../messages/settings-text.ts";
import { Line, Stack, Subtle } from "../parts/layout.ts";
import { LoadBar } from "../parts/load-bar.tsx";

const last = Number.MAX_SAFE_INTEGER;

/** Who was considered, the best first, each with their room and what ruled them out. */
export function CandidateList({ receipt }: { receipt: Receipt }) {
  const { tell, language } = settingsText.useText();
  const isMember = ({ removedBy }: CandidateTrace) => removedBy?.filter !== "member";
  const members = receipt.candidates.filter(isMember).toSorted((a, b) => (a.rank ?? last) - (b.rank ?? last));
  const others = receipt.candidateCounts.removedBy.member ?? 0;
  return (
    <Stack as="ol" $gapPx={6}>
      {members.map(({ agentId, name, open, capacity, rank, removedBy }) => (
        <li key={agentId}>
          <Line style={{ rowGap: 0 }}>
            <LoadBar open={open} capacity={capacity} />
            {rank === 1 ? <strong>{name}</strong> : <span>{name}</span>}
            {removedBy && (
              <Subtle as="span">
                {removalText(
                  { filter: tell(`filter.${removedBy.filter}`), detail: removedBy.detail },
                  language,
                )}
              </Subtle>
            )}
          </Line>
        </li>
      ))}
      {others > 0 && (
        <li>
          <Subtle>{tell("receipt.notInGroup", { n: others, group: receipt.queue?.group ?? "" })}</Subtle>
        </li>
      )}
    </Stack>
  );
}
