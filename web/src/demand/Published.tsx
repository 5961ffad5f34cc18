/** What everybody reads of a demand once it is published, and what cannot be changed from then on. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { RangeText } from "../market/BudgetText";
import { nameOf, partyKinds } from "../parts/enums";
import { Fact } from "../parts/Fact";
import { wholeOf } from "../parts/numbers";
import { useTexts } from "../parts/texts";
import { type BriefText, deadlineOf } from "./brief";
import styles from "./DemandEditor.module.css";

interface PublishedProps {
  /** Its name. */
  client: string;
  brief: BriefText;
  /** Their names. */
  files: readonly string[];
}

export function Published({ client, brief, files }: PublishedProps) {
  const { t, i18n } = useLingui();
  const { deadline, list } = useTexts();
  const { title, currency, bidding, audience } = brief;
  const [low, high] = [brief.low, brief.high].map((amount) => (amount ? { amount, currency } : null));
  const deadlineAt = deadlineOf(brief);
  const days = wholeOf(brief.durationDays);
  const open = t`not stated`;
  return (
    <>
      <p>
        <strong>{title}</strong>
      </p>
      <dl className={styles.summary}>
        <Fact name={t`Client`}>{client}</Fact>
        <Fact name={t`Bids are taken until`}>{deadlineAt ? deadline(deadlineAt) : open}</Fact>
        <Fact name={t`Budget`}>{low || high ? <RangeText low={low} high={high} /> : open}</Fact>
        <Fact name={t`Duration`}>{days === null ? open : <Plural value={days} one="# day" other="# days" />}</Fact>
        <Fact name={t`Open to`}>{list(audience.map((kind) => nameOf(i18n, partyKinds, kind)))}</Fact>
        {files.length > 0 && <Fact name={t`Files`}>{list(files)}</Fact>}
      </dl>
      <p>
        <Trans>Everybody can read it from now on.</Trans>{" "}
        {bidding === "SEALED" ? (
          <Trans>Bids are sealed until the deadline.</Trans>
        ) : (
          <Trans>You read bids as they come.</Trans>
        )}{" "}
        <Trans>Whether bids are sealed cannot be changed after the demand is published.</Trans>
      </p>
      <p>
        <Trans>
          You can still change everything else. After a material change, bidders have to confirm their bids.
        </Trans>
      </p>
    </>
  );
}
