import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { biddings, criteria, nameOf, partyKinds } from "../parts/enums";
import { useTexts } from "../parts/texts";
import styles from "./DemandEditor.module.css";

export interface Change {
  readonly field: string;
  readonly from: string | null | undefined;
  readonly to: string | null | undefined;
}

/** The names of what a demand says. */
export const fields = {
  title: msg`Title`,
  description: msg`What is needed`,
  skills: msg`Skills`,
  "budget.low": msg`Budget from`,
  "budget.high": msg`Budget to`,
  currency: msg`Currency`,
  durationDays: msg`Duration in days`,
  audience: msg`Open to`,
  bidding: msg`Bids`,
  isBidCountPublic: msg`Everybody may see how many bids there are`,
  criteria: msg`How bids are ranked`,
  deadlineAt: msg`Deadline`,
  attachments: msg`Files`,
};

/** What differs between two versions of a demand, field by field. */
export function Changes({ changes }: { changes: readonly Change[] }) {
  const { i18n } = useLingui();
  const say = useSaying();
  return (
    <dl className={styles.changes}>
      {changes.map(({ field, from, to }) => (
        <div key={field}>
          <dt>{nameOf(i18n, fields, field)}</dt>
          {from && (
            <dd>
              <del>{say(field, from)}</del>
            </dd>
          )}
          {to && (
            <dd>
              <ins>{say(field, to)}</ins>
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}

/** The values as people read them: the server gives them as texts for programs. */
export function useSaying(): (field: string, value: string) => string {
  const { t, i18n } = useLingui();
  const { deadline, money, percent, list } = useTexts();
  return (field, value) => {
    const words = value.split(", ");
    switch (field) {
      case "deadlineAt":
        return deadline(value);
      case "budget.low":
      case "budget.high": {
        const [amount = "", currency = ""] = value.split(" ");
        // What somebody writes may be no amount, or in no currency yet.
        return /^\d+(\.\d+)?$/.test(amount) && currency.length === 3 ? money({ amount, currency }) : value;
      }
      case "audience":
        return list(words.map((kind) => nameOf(i18n, partyKinds, kind)));
      case "bidding":
        return nameOf(i18n, biddings, value);
      case "criteria":
        return list(
          words.map((word) => {
            const [key = "", weight = "0"] = word.split(" ");
            return `${nameOf(i18n, criteria, key)} ${percent(Number(weight) / 10_000)}`;
          }),
        );
      case "isBidCountPublic":
        return value === "true" ? t`Yes` : t`No`;
      default:
        return value;
    }
  };
}
