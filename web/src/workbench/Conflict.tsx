/** A decision that others were quicker than: what was wanted, and what stands now. */
import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useLazyLoadQuery } from "react-relay";
import type { ConflictQuery } from "../__generated__/ConflictQuery.graphql";
import { Button } from "../parts/Button";
import { Dialog, DialogButtons } from "../parts/Dialog";
import { eliminationReasons, nameOf, standings } from "../parts/enums";
import { reasonOf } from "../parts/reasons";
import { StatesTable } from "../parts/States";
import styles from "../parts/States.module.css";
import { useTexts } from "../parts/texts";
import type { Attempt } from "./attempts";
import { allows } from "./deeds";
import { useChoiceText } from "./useChoiceText";
import type { Collision } from "./useDeciding";

interface ConflictProps {
  collision: Collision;
  onAgain: (attempt: Attempt) => void;
  onLeave: () => void;
}

export function Conflict({ collision: { attempt, before }, onAgain, onLeave }: ConflictProps) {
  const { t, i18n } = useLingui();
  const { moment } = useTexts();
  const choice = useChoiceText();
  const { nodes } = useLazyLoadQuery<ConflictQuery>(
    graphql`
      query ConflictQuery($ids: [ID!]!) {
        nodes(ids: $ids) {
          __typename
          id
          ... on Candidate {
            standing
            alternativeRank
            version
            actions
            decision {
              reason
              texts {
                name
                text
              }
              occurredAt
              actor {
                id
                name
              }
            }
          }
        }
      }
    `,
    { ids: attempt.candidates.map(({ id }) => id) },
    { fetchPolicy: "network-only" },
  );
  const now = new Map(nodes.flatMap((each) => (each?.__typename === "Candidate" ? [[each.id, each] as const] : [])));
  const possible = attempt.candidates.filter(({ id }) => {
    const stands = now.get(id);
    return allows(attempt.kind, { actions: stands?.actions ?? [] });
  });
  const say = (standing: string, rank: number | null | undefined) =>
    standing === "ALTERNATIVE" && rank ? choice(rank) : nameOf(i18n, standings, standing);
  return (
    <Dialog title={t`This was decided meanwhile`} onClose={onLeave}>
      <StatesTable
        about={t`Bidder`}
        rows={attempt.candidates.map(({ id, applicant }) => {
          const was = before.get(id);
          const stands = now.get(id);
          const decision = stands?.decision;
          const reason = decision && reasonOf(i18n, moment, decision);
          return {
            key: id,
            title: applicant.party.name,
            was: was && say(was.standing, was.rank),
            wanted: <Wanted attempt={attempt} />,
            now: (
              <>
                {stands?.standing ? say(stands.standing, stands.alternativeRank) : t`The bid is gone.`}
                {decision && (
                  <span className={styles.by}>
                    {[!reason?.isPlatforms && decision.actor?.name, moment(decision.occurredAt)]
                      .filter(Boolean)
                      .join(" · ")}
                    {reason && <q>{reason.text}</q>}
                  </span>
                )}
              </>
            ),
          };
        })}
      />
      {possible.length === 0 && (
        <p>
          <Trans>What you wanted is no longer possible.</Trans>
        </p>
      )}
      <DialogButtons>
        <Button onPress={onLeave} autoFocus>
          <Trans>Leave it as it is</Trans>
        </Button>
        {possible.length > 0 && (
          <Button look="main" onPress={() => onAgain({ ...attempt, candidates: possible })}>
            <Trans>Do it anyway</Trans>
          </Button>
        )}
      </DialogButtons>
    </Dialog>
  );
}

function Wanted({ attempt }: { attempt: Attempt }) {
  const { t, i18n } = useLingui();
  const choice = useChoiceText();
  switch (attempt.kind) {
    case "place":
      return attempt.rank === null ? t`Add it to the choices` : choice(attempt.rank);
    case "drop":
      return t`Remove it from the choices`;
    case "eliminate":
      return [t`Eliminate it`, nameOf(i18n, eliminationReasons, attempt.reason), attempt.note]
        .filter(Boolean)
        .join(" · ");
    case "restore":
      return [t`Restore it`, attempt.reason].filter(Boolean).join(" · ");
  }
}
