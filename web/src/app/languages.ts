/** The language of the page: the one that was chosen, or else the first of the browser's that there are texts in. */
import { i18n } from "@lingui/core";
import { messages as english } from "../locales/en.po";

export const LANGUAGES = { en: "English", de: "Deutsch", es: "Español", zh: "中文" } as const;
export type Language = keyof typeof LANGUAGES;

const KEY = "bidhall.language";
const LOADING = {
  en: async () => ({ messages: english }),
  de: () => import("../locales/de.po"),
  es: () => import("../locales/es.po"),
  zh: () => import("../locales/zh.po"),
};

export function isLanguage(tag: string): tag is Language {
  return Object.hasOwn(LANGUAGES, tag);
}

export function preferredLanguage(): Language {
  const tags = [localStorage.getItem(KEY) ?? "", ...navigator.languages];
  return tags.map((tag) => tag.split("-")[0] ?? "").find(isLanguage) ?? "en";
}

/** The tag for dates and numbers: of the browser's, the first of this language, which says the region too. */
export function regionalTag(language: string): string {
  return navigator.languages.find((tag) => tag.split("-")[0] === language) ?? language;
}

export async function chooseLanguage(language: Language, { keep = true } = {}): Promise<void> {
  const { messages } = await LOADING[language]();
  i18n.loadAndActivate({ locale: language, messages });
  document.documentElement.lang = language;
  if (keep) localStorage.setItem(KEY, language);
}
