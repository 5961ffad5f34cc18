import { Trans, useLingui } from "@lingui/react/macro";
import type { RefObject } from "react";
import { graphql, useFragment } from "react-relay";
import { Link } from "wouter";
import type { Verification_party$data, Verification_party$key } from "../__generated__/Verification_party.graphql";
import { routes } from "../app/routes";
import { Button } from "../parts/Button";
import { Tag } from "../parts/Tag";
import { useTexts } from "../parts/texts";
import { useNamedPlace } from "../parts/useNamedPlace";
import styles from "./Settings.module.css";

interface VerificationProps {
  party: Verification_party$key;
  /** The viewer's roles on the platform's staff. */
  staff: readonly string[];
  /** The form of the profile, where the viewer may change it. */
  profile: RefObject<HTMLFormElement | null>;
}

/** What an address ends with that leads here. */
const PLACE = "verification";

/** For members and staff: whether the platform knows who a party is, what that takes, and what one can do for it. */
export function Verification({ staff, profile, ...given }: VerificationProps) {
  const { t } = useLingui();
  const party = useFragment(
    graphql`
      fragment Verification_party on Party {
        id
        verifiedAt
        verificationRefusal
        closedAt
        summary
        skills
        myRole
      }
    `,
    given.party,
  );
  const { verifiedAt, verificationRefusal, myRole } = party;
  const place = useNamedPlace<HTMLElement>(PLACE);
  const isOfStaff = staff.some((role) => VERIFYING.includes(role));
  if (party.closedAt || !(myRole || isOfStaff)) return null;
  const state = verifiedAt ? t`verified` : verificationRefusal ? t`not verified` : t`waits for the staff`;
  return (
    <section ref={place} id={PLACE} className={styles.section}>
      <h2>
        <Trans>Verification</Trans> <Tag tone={verifiedAt ? "good" : "warn"}>{state}</Tag>
      </h2>
      <State party={party} />
      {!verifiedAt && (
        <>
          <p className={styles.soft}>
            <Trans>
              It is verified by the staff of the platform: an administrator or a resource manager who does not belong to
              it. They go by its profile: the name under which it trades, and what it says about itself, such as where
              it is registered.
            </Trans>
          </p>
          {myRole && (
            <p className={styles.soft}>
              <Trans>Until then it can take part in everything, but is not paid out.</Trans>
            </p>
          )}
          <Deed party={party} profile={profile} />
        </>
      )}
    </section>
  );
}

function State({ party }: { party: Verification_party$data }) {
  const { moment } = useTexts();
  const { verifiedAt, verificationRefusal } = party;
  if (verifiedAt) {
    return (
      <p className={styles.soft}>
        <Trans>The staff of the platform verified it on {moment(verifiedAt)}. Everybody can see it.</Trans>
      </p>
    );
  }
  if (verificationRefusal) {
    return (
      <>
        <p>{verificationRefusal}</p>
        <p className={styles.soft}>
          <Trans>That is why it was not verified. It is looked at again once the profile has changed.</Trans>
        </p>
      </>
    );
  }
  return (
    <p className={styles.soft}>
      <Trans>It waits for the staff, and nothing has to be sent to them.</Trans>
    </p>
  );
}

/** What the viewer can do for it: complete the profile, or verify it as one of the staff who do not belong to it. */
function Deed({ party, profile }: { party: Verification_party$data; profile: VerificationProps["profile"] }) {
  const { verificationRefusal, summary, skills, myRole } = party;
  if (!myRole) {
    return (
      <p>
        <Link href={routes.staff}>
          <Trans>To the parties that wait to be verified</Trans>
        </Link>
      </p>
    );
  }
  if (myRole !== "OWNER" && myRole !== "MANAGER") return null;
  const isComplete = Boolean(summary) && skills.length > 0;
  return (
    <div className={styles.buttons}>
      <Button onPress={() => focusOn(profile.current)}>
        {verificationRefusal ? (
          <Trans>Change the profile</Trans>
        ) : isComplete ? (
          <Trans>Look through the profile</Trans>
        ) : (
          <Trans>Complete the profile</Trans>
        )}
      </Button>
    </div>
  );
}

/** The roles of those who verify parties. */
const VERIFYING = ["ADMINISTRATOR", "RESOURCE_MANAGER"];

/** The first field that is empty, or the one in which a party says the most about itself. */
function focusOn(form: HTMLFormElement | null) {
  const fields = [...(form?.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input, textarea") ?? [])];
  (fields.find(({ value }) => value.trim() === "") ?? fields.at(-1))?.focus();
}
