/** The texts of the workbench, which are loaded with its pages. */
import { loadingTexts } from "../app/languages";

export const withBenchTexts = loadingTexts({
  en: () => import("./locales/en.po"),
  de: () => import("./locales/de.po"),
  es: () => import("./locales/es.po"),
  zh: () => import("./locales/zh.po"),
});
