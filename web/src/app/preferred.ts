/** Languages that there are texts in, and which of them somebody prefers. */

export const LANGUAGES = { en: "English", de: "Deutsch", es: "Español", zh: "中文" } as const;
export type Language = keyof typeof LANGUAGES;

/** What the chosen one is kept under. */
export const KEY = "bidhall.language";

export function isLanguage(tag: string): tag is Language {
  return Object.hasOwn(LANGUAGES, tag);
}

export function preferredLanguage(): Language {
  const tags = [localStorage.getItem(KEY) ?? "", ...navigator.languages];
  return tags.map((tag) => tag.split("-")[0] ?? "").find(isLanguage) ?? "en";
}

/**
 * The tag for dates and numbers: of the browser's, the first of this language, which says the region too. English of no
 * region has the day before the month, as on the server.
 */
export function regionalTag(language: string): string {
  const tag = navigator.languages.find((each) => each.split("-")[0] === language) ?? language;
  return tag === "en" ? "en-GB" : tag;
}
