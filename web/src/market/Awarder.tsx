import { useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay";
import type { Awarder_party$key } from "../__generated__/Awarder_party.graphql";
import styles from "./Awarder.module.css";

/** The name of a party, with a mark if somebody has verified who it is. */
export function Awarder({ party }: { party: Awarder_party$key }) {
  const { name, verifiedAt } = useFragment(
    graphql`
      fragment Awarder_party on Party {
        name
        verifiedAt
      }
    `,
    party,
  );
  return (
    <span>
      {name}
      {verifiedAt && <Verified />}
    </span>
  );
}

export function Verified() {
  const { t } = useLingui();
  return (
    <svg className={styles.verified} viewBox="0 0 12 12" role="img" aria-label={t`verified`}>
      <path d="m2 6.5 2.75 2.75L10 3.5" />
    </svg>
  );
}
