import { formatter } from "@lingui/format-po";

export default {
  sourceLocale: "en",
  locales: ["en", "de", "es", "zh"],
  // Line numbers would change the catalogs with every change of the code.
  format: formatter({ lineNumbers: false }),
  orderBy: "origin",
  catalogs: [{ path: "src/locales/{locale}", include: ["src"], exclude: ["**/__generated__/**", "**/*.test.*"] }],
};
