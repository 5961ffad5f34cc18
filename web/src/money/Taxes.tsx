import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useRef, useState } from "react";
import { graphql, useFragment } from "react-relay";
import { Link, useSearch } from "wouter";
import type { Taxes_party$key } from "../__generated__/Taxes_party.graphql";
import type { TaxesMutation } from "../__generated__/TaxesMutation.graphql";
import { pathToReturnTo, routes } from "../app/routes";
import { useAct, useKeyOfDecision } from "../network/acting";
import { tellNews } from "../network/news";
import { type Refusal, wrongWith } from "../network/refusals";
import { Button } from "../parts/Button";
import { Field } from "../parts/Field";
import { Form } from "../parts/Form";
import { Notice, RefusalNotice } from "../parts/Notice";
import { useNamedPlace } from "../parts/useNamedPlace";
import { WrongFields } from "../parts/WrongFields";
import styles from "./Money.module.css";
import { lacksRules, needs } from "./needs";
import { placeOfTaxes } from "./Obstacles";
import { countryIn, RulesFor } from "./RulesFor";

type Texts = Readonly<Record<string, string>>;

/** What the law wants invoices to say of a party. */
export function Taxes(given: { party: Taxes_party$key }) {
  const { t, i18n } = useLingui();
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
  const [texts, setTexts] = useState<Texts>(() => ({
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
  const [{ refusal, refused }, setRefused] = useState<Refused>({ refusal: null, refused: {} });
  const form = useRef<HTMLFormElement>(null);
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
    const sent = texts;
    const about = { partyId: id, agreesToSelfBilling, expectedVersion: taxProfile?.version ?? 0 };
    const { refusal } = await act({ ...about, details, idempotencyKey: decision.key() });
    decision.renew(refusal);
    setRefused({ refusal, refused: sent });
    setSaved(!refusal);
    // Pages of contracts have read what stood in the way of an invoice before.
    if (!refusal) tellNews();
  };
  const country = (texts.country ?? "").trim().toUpperCase();
  const needed = needs[country] ?? [];
  const hintOf = (number: string) => {
    if (!needed.includes(number)) return "";
    return needed.length > 1
      ? t`Contractors in this country need one of the two numbers.`
      : t`Contractors in this country need it.`;
  };
  const required = t`Required.`;
  const fields = [
    ["name", t`Name in law`, required],
    ["address", t`Address`, `${required} ${t`Without city and country, up to three lines.`}`],
    ["postcode", t`Postcode`, ""],
    ["city", t`City`, required],
    ["country", t`Country`, `${required} ${t`Its code of two letters, such as DE.`}`],
    ["vatNumber", t`VAT number`, `${t`Of the European Union, with the country in front.`} ${hintOf("vatNumber")}`],
    ["taxNumber", t`Another tax number`, `${t`As the country gives it.`} ${hintOf("taxNumber")}`],
    ["registration", t`Registration`, ""],
    ["email", t`Email address for invoices`, ""],
  ] as const;
  const place = useNamedPlace<HTMLDetailsElement>(placeOfTaxes(id));
  const search = useSearch();
  const next = new URLSearchParams(search).has("next") && pathToReturnTo(search);
  const wrong = (key: string) => wrongWith(refusal, `details.${key}`);
  // What is written now may be right.
  const problemOf = (key: string) => (texts[key] === refused[key] ? wrong(key).problem : undefined);
  const problems = fields.flatMap(([key, label]) => {
    const problem = problemOf(key);
    return problem ? [{ path: key, label, problem }] : [];
  });
  return (
    <details ref={place} id={placeOfTaxes(id)} className={styles.more}>
      <summary>
        <Trans>Tax details</Trans>
      </summary>
      <Form ref={form} refusal={refusal} className={styles.form} onSubmit={save}>
        <p className={styles.soft}>
          <Trans>Invoices need them. What was issued keeps what it says.</Trans>{" "}
          <Trans>
            An invoice is issued or asked for on the page of its contract, once something was released:{" "}
            <Link href={routes.contracts}>to the contracts</Link>.
          </Trans>
        </p>
        {fields.map(([key, label, hint]) => (
          <Field
            key={key}
            name={key}
            data-path={key}
            label={label}
            isRequired={hint.startsWith(required)}
            {...(hint && { hint })}
            {...(key === "address" && { lines: 2 })}
            value={texts[key] ?? ""}
            onChange={(text) => setTexts({ ...texts, [key]: text })}
            problem={problemOf(key)}
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
          <Trans>Clients may issue invoices in the name of {name}.</Trans>
        </label>
        {lacksRules(country) && (
          <Notice>
            <p>
              <Trans>
                There are no rules yet for invoices of contractors in this country ({countryIn(country, i18n.locale)}).
              </Trans>
            </p>
            <p>
              <RulesFor />
            </p>
          </Notice>
        )}
        <WrongFields fields={problems} form={form} />
        <RefusalNotice refusal={refusal} shown={fields.flatMap(([key]) => wrong(key).shown)} />
        <div className={styles.deeds}>
          <Button type="submit" isPending={isActing}>
            <Trans>Save</Trans>
          </Button>
          <span role="status" className={styles.soft}>
            {isSaved && t`Saved.`}
          </span>
          {next && (
            <Link href={next}>
              <Trans>Back to the contract</Trans>
            </Link>
          )}
        </div>
      </Form>
    </details>
  );
}

interface Refused {
  refusal: Refusal | null;
  /** What was written then. */
  refused: Texts;
}
