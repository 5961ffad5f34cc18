/** The texts of contracts, their money, reviews and templates, which are loaded with their pages. */
import { loadTexts } from "../app/languages";

const TEXTS = {
  en: () => import("./locales/en.po"),
  de: () => import("./locales/de.po"),
  es: () => import("./locales/es.po"),
  zh: () => import("./locales/zh.po"),
};

export async function withTexts<Page>(page: Promise<Page>): Promise<Page> {
  await loadTexts(TEXTS);
  return page;
}
