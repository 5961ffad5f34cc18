import { Trans, useLingui } from "@lingui/react/macro";
import { useTexts } from "../parts/texts";
import { invoicingCountries } from "./needs";

/** For the contractors of which countries the platform issues invoices. */
export function RulesFor() {
  const { list } = useTexts();
  const { i18n } = useLingui();
  const names = list(invoicingCountries.map((code) => countryIn(code, i18n.locale)));
  return (
    <Trans>
      There are rules for invoices of contractors in these countries: {names}. Contractors in others issue theirs
      outside of the platform; where the client is does not matter for that.
    </Trans>
  );
}

/** The name of a country without an article; its code if it has no name. */
export function countryIn(code: string, language: string): string {
  return new Intl.DisplayNames(language, { type: "region" }).of(code) ?? code;
}
