/** The texts of settings, of parties and for the staff, which are loaded with their pages. */
import { loadingTexts } from "../app/languages";

export const withSettingsTexts = loadingTexts({
  en: () => import("./locales/en.po"),
  de: () => import("./locales/de.po"),
  es: () => import("./locales/es.po"),
  zh: () => import("./locales/zh.po"),
});
