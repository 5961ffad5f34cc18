import { formatter } from "@lingui/format-po";

const NOT_OURS = ["**/__generated__/**", "**/*.test.*"];
// An area whose texts are loaded with it has a catalog of its own: see src/app/languages.ts.
const AREA = ["src/contracts", "src/templates", "src/money", "src/reviews"];

export default {
  sourceLocale: "en",
  locales: ["en", "de", "es", "zh"],
  // Line numbers would change the catalogs with every change of the code.
  format: formatter({ lineNumbers: false }),
  orderBy: "origin",
  catalogs: [
    { path: "src/locales/{locale}", include: ["src"], exclude: [...NOT_OURS, ...AREA.map((each) => `${each}/**`)] },
    { path: "src/contracts/locales/{locale}", include: AREA, exclude: NOT_OURS },
  ],
};
