/** The language of the page: the one that was chosen, or else the first of the browser's that there are texts in. */
import { i18n, type Messages } from "@lingui/core";
import { messages as english } from "../locales/en.po";
import { isLanguage, KEY, type Language } from "./preferred";

export { isLanguage, LANGUAGES, type Language, preferredLanguage, regionalTag } from "./preferred";

type Texts = Record<Language, () => Promise<{ messages: Messages }>>;
const LOADING: Texts = {
  en: async () => ({ messages: english }),
  de: () => import("../locales/de.po"),
  es: () => import("../locales/es.po"),
  zh: () => import("../locales/zh.po"),
};

/** Of the areas that somebody has come to: texts that are not on the first page are loaded with their area. */
const areas = new Set<Texts>();

/** The language of the page for an account with this one: the present one if there are no texts in it. */
export async function followAccount(tag: string): Promise<void> {
  const language = tag.split("-")[0] ?? "";
  if (isLanguage(language) && language !== i18n.locale) await chooseLanguage(language);
}

export async function chooseLanguage(language: Language, { keep = true } = {}): Promise<void> {
  const messages = await textsIn(language);
  i18n.loadAndActivate({ locale: language, messages });
  document.documentElement.lang = language;
  if (keep) localStorage.setItem(KEY, language);
}

/** Loads the texts of an area with its page, from now on in every language that is chosen. */
export function loadingTexts(area: Texts): <Page>(page: Promise<Page>) => Promise<Page> {
  return async (page) => {
    areas.add(area);
    const language = i18n.locale;
    if (isLanguage(language)) i18n.load(language, (await area[language]()).messages);
    return page;
  };
}

/** All texts that are needed now. */
async function textsIn(language: Language): Promise<Messages> {
  const asked = [LOADING, ...areas];
  const loaded = await Promise.all(asked.map((texts) => texts[language]()));
  // Somebody may have come to another area meanwhile.
  if (areas.size >= asked.length) return textsIn(language);
  return Object.assign({}, ...loaded.map(({ messages }) => messages)) as Messages;
}
