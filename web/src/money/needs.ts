/** The number that a contractor in a country needs for every invoice, whoever its client is; one of them, if they are two. */
export const needs: Readonly<Record<string, readonly string[]>> = {
  CN: ["taxNumber"],
  DE: ["vatNumber", "taxNumber"],
  JP: ["taxNumber"],
};

/** The codes of the countries that have rules for invoices of their contractors. */
export const invoicingCountries: readonly string[] = Object.keys(needs);

/** Whether what is written is the code of a country without such rules. */
export function lacksRules(country: string): boolean {
  return /^[A-Z]{2}$/.test(country) && !invoicingCountries.includes(country);
}
