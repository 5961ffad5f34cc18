/** The texts of contracts, their money, reviews and templates, which are loaded with their pages. */
import { loadingTexts } from "../app/languages";

export const withTexts = loadingTexts({
  en: () => import("./locales/en.po"),
  de: () => import("./locales/de.po"),
  es: () => import("./locales/es.po"),
  zh: () => import("./locales/zh.po"),
});
