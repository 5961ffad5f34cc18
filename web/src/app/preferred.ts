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
