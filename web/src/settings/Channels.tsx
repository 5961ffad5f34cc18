import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql, useLazyLoadQuery, useRelayEnvironment } from "react-relay";
import { Link } from "wouter";
import type { ChannelsChooseMutation, MailTiming } from "../__generated__/ChannelsChooseMutation.graphql";
import type { ChannelsQuery } from "../__generated__/ChannelsQuery.graphql";
import { keyOfTry, useAct } from "../network/acting";
import { useNews } from "../network/news";
import type { Refusal } from "../network/refusals";
import { useTurns } from "../network/turns";
import { Button } from "../parts/Button";
import { NothingHere, useTry } from "../parts/Failure";
import { Notice, RefusalNotice } from "../parts/Notice";
import styles from "./Settings.module.css";

type Preference = NonNullable<ChannelsQuery["response"]["viewer"]>["notificationPreferences"][number];

/** Where each kind of news appears. A choice is shown at once: it can be taken back. */
export function Channels() {
  const { t } = useLingui();
  const environment = useRelayEnvironment();
  // Of two choices about the same, the later one counts.
  const inTurn = useTurns();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { viewer } = useLazyLoadQuery<ChannelsQuery>(
    graphql`
      query ChannelsQuery {
        viewer {
          id
          user {
            id
            emailVerifiedAt
          }
          notificationPreferences {
            kind
            title
            isShown
            mail
          }
        }
      }
    `,
    {},
    { fetchPolicy: "store-and-network", fetchKey: `${useTry()} ${useNews()}` },
  );
  const [act, isActing] = useAct<ChannelsChooseMutation>(graphql`
    mutation ChannelsChooseMutation($input: ChooseNotificationChannelsInput!) {
      chooseNotificationChannels(input: $input) {
        __typename
        ... on Viewer {
          id
          notificationPreferences {
            kind
            title
            isShown
            mail
          }
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  if (!viewer) return <NothingHere />;
  const preferences = viewer.notificationPreferences;
  const choose = async (chosen: readonly Preference[], part: { isShown?: boolean; mail?: MailTiming }) => {
    const kinds = chosen.map(({ kind }) => kind);
    // At once, also what waits for its turn.
    const shown = environment.applyUpdate({
      storeUpdater: (store) => {
        const rows = store.getRoot().getLinkedRecord("viewer")?.getLinkedRecords("notificationPreferences") ?? [];
        for (const row of rows) {
          if (!(kinds as readonly unknown[]).includes(row?.getValue("kind"))) continue;
          if (part.isShown !== undefined) row?.setValue(part.isShown, "isShown");
          if (part.mail !== undefined) row?.setValue(part.mail, "mail");
        }
      },
    });
    const { refusal } = await inTurn(() => act({ kinds, ...part, idempotencyKey: keyOfTry() }, { waits: true }));
    shown.dispose();
    setRefusal(refusal);
  };
  return (
    <>
      <h1>{t`Notifications`}</h1>
      {!viewer.user.emailVerifiedAt && (
        <Notice tone="warn">
          <Trans>
            Emails are sent once <Link href="/settings/profile">your address is confirmed</Link>.
          </Trans>
        </Notice>
      )}
      <RefusalNotice refusal={refusal} />
      <table className={styles.channels}>
        <thead>
          <tr>
            <th scope="col">{t`News`}</th>
            <th scope="col">{t`On this site`}</th>
            <th scope="col">{t`By email`}</th>
          </tr>
        </thead>
        <tbody>
          {preferences.map((preference) => (
            <Row key={preference.kind} preference={preference} choose={(part) => choose([preference], part)} />
          ))}
        </tbody>
      </table>
      <div className={styles.buttons}>
        <Button
          isPending={isActing}
          isDisabled={preferences.every(({ mail }) => mail === "NONE")}
          onPress={() => choose(preferences, { mail: "NONE" })}
        >
          <Trans>Send no emails at all</Trans>
        </Button>
      </div>
    </>
  );
}

interface RowProps {
  preference: Preference;
  choose: (part: { isShown?: boolean; mail?: MailTiming }) => void;
}

function Row({ preference, choose }: RowProps) {
  const { t } = useLingui();
  const { title, isShown, mail } = preference;
  return (
    <tr>
      <th scope="row">{title}</th>
      <td>
        <label>
          <input
            type="checkbox"
            aria-label={t`${title}: on this site`}
            checked={isShown}
            onChange={({ target }) => choose({ isShown: target.checked })}
          />
          <span className={styles.shown}>{t`On this site`}</span>
        </label>
      </td>
      <td>
        <select
          className={styles.small}
          aria-label={t`${title}: by email`}
          value={mail}
          onChange={({ target }) => choose({ mail: target.value as MailTiming })}
        >
          <option value="NONE">{t`No`}</option>
          <option value="AT_ONCE">{t`Immediately`}</option>
          <option value="DIGEST">{t`Every morning`}</option>
        </select>
      </td>
    </tr>
  );
}
