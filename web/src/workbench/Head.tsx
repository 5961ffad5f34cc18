import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql, useFragment } from "react-relay";
import { Link } from "wouter";
import type { Head_demand$key } from "../__generated__/Head_demand.graphql";
import type { HeadPresenceSubscription } from "../__generated__/HeadPresenceSubscription.graphql";
import { ContractLink } from "../market/ContractLink";
import { StateTag } from "../market/StateTag";
import { useFollowing, useLink } from "../network/following";
import { Button } from "../parts/Button";
import { Countdown } from "../parts/Countdown";
import { useTexts } from "../parts/texts";
import { useTitle } from "../parts/title";
import { DECIDING } from "./deeds";
import styles from "./Head.module.css";
import { Undo } from "./Undo";
import type { Deciding } from "./useDeciding";

interface HeadProps {
  demand: Head_demand$key;
  /** Null while nobody can be decided about. */
  deciding: Deciding | null;
  onKeys: () => void;
  onTakeBack: () => void;
}

/** What is being decided, until when bids come, who is here, and whether what is shown is current. */
export function Head({ demand, deciding, onKeys, onTakeBack }: HeadProps) {
  const { t } = useLingui();
  const { deadline } = useTexts();
  const { id, title, state, deadlineAt, bidCount, resourceManager, awarder, workbench } = useFragment(
    graphql`
      fragment Head_demand on BiddingDemand {
        id
        title
        state
        deadlineAt
        bidCount
        resourceManager {
          id
          name
        }
        awarder {
          id
          myRole
        }
        workbench {
          id
          award {
            id
            state
            lapsesAt
            actions
            ...ContractLink_award
            candidate {
              id
              applicant {
                id
                party {
                  id
                  name
                }
              }
            }
          }
        }
      }
    `,
    demand,
  );
  useTitle(title);
  const award = workbench?.award;
  const name = award?.candidate?.applicant.party.name;
  const decides = ["OWNER", "MANAGER"].includes(awarder.myRole ?? "") && DECIDING.includes(state);
  return (
    <header className={styles.head}>
      <h1 className={styles.title}>
        <Link href={`/demands/${id}`}>{title}</Link>
      </h1>
      <p className={styles.facts}>
        <StateTag state={state} />
        {typeof bidCount === "number" && (
          <span>
            <Plural value={bidCount} one="# bid" other="# bids" />
          </span>
        )}
        {state === "OPEN" && deadlineAt && (
          <span>
            <Trans>
              <Countdown until={deadlineAt} /> left
            </Trans>
          </span>
        )}
        {resourceManager && (
          <span>
            <Trans>Resource manager: {resourceManager.name}</Trans>
          </span>
        )}
        {award?.state === "OFFERED" && name && (
          <span>
            <Trans>
              Offered to {name}, who may answer until {deadline(award.lapsesAt)}
            </Trans>
          </span>
        )}
        {award?.actions.includes("REVOKE") && (
          <Button look="quiet" onPress={onTakeBack}>
            <Trans>Take the offer back</Trans> …
          </Button>
        )}
        {award?.state === "ACCEPTED" && name && (
          <span>
            <Trans>Accepted by {name}</Trans>
          </span>
        )}
        {award && <ContractLink award={award} role={awarder.myRole} />}
      </p>
      <Present demandId={id} />
      <div className={styles.end}>
        {deciding && decides && <Undo deciding={deciding} />}
        <LinkText />
        <Button look="quiet" className={styles.help ?? ""} onPress={onKeys}>
          ? <span className="visually-hidden">{t`Keys`}</span>
        </Button>
      </div>
    </header>
  );
}

/** Who has the workbench open now. */
function Present({ demandId }: { demandId: string }) {
  const { t } = useLingui();
  const { list } = useTexts();
  const [names, setNames] = useState<string[]>([]);
  useFollowing<HeadPresenceSubscription>(
    graphql`
      subscription HeadPresenceSubscription($demandId: ID!) {
        presence(demandId: $demandId) {
          people {
            id
            name
          }
        }
      }
    `,
    { demandId },
    { onEvent: ({ presence }) => setNames(presence.people.map(({ name }) => name)) },
  );
  if (names.length < 2) return null;
  return (
    <p className={styles.present} title={t`Here now: ${list(names)}`}>
      {names.map((name) => (
        <span key={name} role="img" aria-label={name}>
          {initials(name)}
        </span>
      ))}
    </p>
  );
}

function LinkText() {
  const link = useLink();
  return (
    <p className={styles.link} data-link={link} role="status">
      {link === "open" ? <Trans>live</Trans> : link === "lost" ? <Trans>connection lost, trying again</Trans> : null}
    </p>
  );
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return [words[0], words.length > 1 ? words.at(-1) : ""].map((word) => [...(word ?? "")][0] ?? "").join("");
}
