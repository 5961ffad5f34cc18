/** The number that a contractor in a country needs for every invoice, whoever its client is; one of them, if they are two. */
export const needs: Readonly<Record<string, readonly string[]>> = {
  CN: ["taxNumber"],
  DE: ["vatNumber", "taxNumber"],
  JP: ["taxNumber"],
};
