/** The texts of conversations and interviews, which are loaded with their pages. */
import { loadingTexts } from "../app/languages";

export const withMessageTexts = loadingTexts({
  en: () => import("./locales/en.po"),
  de: () => import("./locales/de.po"),
  es: () => import("./locales/es.po"),
  zh: () => import("./locales/zh.po"),
});
