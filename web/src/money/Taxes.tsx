import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { graphql, useFragment } from "react-relay";
import type { Taxes_party$key } from "../__generated__/Taxes_party.graphql";
import type { TaxesMutation } from "../__generated__/TaxesMutation.graphql";
import { useAct, useKeyOfDecision } from "../network/acting";
import { type Refusal, wrongWith } from "../network/refusals";
import { Button } from "../parts/Button";
import { Field } from "../parts/Field";
import { RefusalNotice } from "../parts/Notice";
import styles from "./Money.module.css";

/** What the law wants invoices to say of a party. */
export function Taxes(given: { party: Taxes_party$key }) {
  const { t } = useLingui();
  const { id, name, taxProfile } = useFragment(
    graphql`
      fragment Taxes_party on Party {
        id
        name
        taxProfile {
          name
          address
          city
          country
          postcode
          vatNumber
          taxNumber
          registration
          email
          isSmallBusiness
          agreesToSelfBilling
          version
        }
      }
    `,
    given.party,
  );
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>(() => ({
    name: taxProfile?.name ?? name,
    address: taxProfile?.address.join("\n") ?? "",
    postcode: taxProfile?.postcode ?? "",
    city: taxProfile?.city ?? "",
    country: taxProfile?.country ?? "",
    vatNumber: taxProfile?.vatNumber ?? "",
    taxNumber: taxProfile?.taxNumber ?? "",
    registration: taxProfile?.registration ?? "",
    email: taxProfile?.email ?? "",
  }));
  const [isSmallBusiness, setSmallBusiness] = useState(taxProfile?.isSmallBusiness ?? false);
  const [agreesToSelfBilling, setAgrees] = useState(taxProfile?.agreesToSelfBilling ?? false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isSaved, setSaved] = useState(false);
  const decision = useKeyOfDecision();
  const [act, isActing] = useAct<TaxesMutation>(graphql`
    mutation TaxesMutation($input: DescribeTaxesInput!) {
      describeTaxes(input: $input) {
        __typename
        ... on Party {
          ...Taxes_party
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const said = (key: string) => (texts[key] ?? "").trim();
    const details = {
      ...{ name: said("name"), city: said("city"), country: said("country").toUpperCase(), isSmallBusiness },
      address: said("address")
        .split("\n")
        .map((line) => line.trim())
        .filter(Boolean),
      postcode: said("postcode") || null,
      vatNumber: said("vatNumber") || null,
      taxNumber: said("taxNumber") || null,
      registration: said("registration") || null,
      email: said("email") || null,
    };
    const about = { partyId: id, agreesToSelfBilling, expectedVersion: taxProfile?.version ?? 0 };
    const { refusal } = await act({ ...about, details, idempotencyKey: decision.key() });
    decision.renew(refusal);
    setRefusal(refusal);
    setSaved(!refusal);
  };
  const fields = [
    ["name", t`Name in law`, ""],
    ["address", t`Address`, t`Without city and country, up to three lines.`],
    ["postcode", t`Postcode`, ""],
    ["city", t`City`, ""],
    ["country", t`Country`, t`Its code of two letters, such as DE.`],
    ["vatNumber", t`VAT number`, t`Of the European Union, with the country in front.`],
    ["taxNumber", t`Another tax number`, ""],
    ["registration", t`Registration`, ""],
    ["email", t`Mail address for invoices`, ""],
  ] as const;
  const wrong = (key: string) => wrongWith(refusal, `details.${key}`);
  return (
    <details className={styles.more}>
      <summary>
        <Trans>Tax details</Trans>
      </summary>
      <form className={styles.form} onSubmit={save}>
        <p className={styles.soft}>
          <Trans>Invoices need them. What was issued keeps what it says.</Trans>
        </p>
        {fields.map(([key, label, hint]) => (
          <Field
            key={key}
            label={label}
            {...(hint && { hint })}
            {...(key === "address" && { lines: 2 })}
            value={texts[key] ?? ""}
            onChange={(text) => setTexts({ ...texts, [key]: text })}
            problem={wrong(key).problem}
          />
        ))}
        <label className={styles.toggle}>
          <input
            type="checkbox"
            checked={isSmallBusiness}
            onChange={({ target }) => setSmallBusiness(target.checked)}
          />
          <Trans>Small-business tax rules apply.</Trans>
        </label>
        <label className={styles.toggle}>
          <input type="checkbox" checked={agreesToSelfBilling} onChange={({ target }) => setAgrees(target.checked)} />
          <Trans>Buyers may issue invoices in its name.</Trans>
        </label>
        <RefusalNotice refusal={refusal} shown={fields.flatMap(([key]) => wrong(key).shown)} />
        <div className={styles.deeds}>
          <Button type="submit" isPending={isActing}>
            <Trans>Save</Trans>
          </Button>
          <span role="status" className={styles.soft}>
            {isSaved && t`Saved.`}
          </span>
        </div>
      </form>
    </details>
  );
}
