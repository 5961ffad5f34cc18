import { formatter } from "@lingui/format-po";

const NOT_OURS = ["**/__generated__/**", "**/*.test.*"];
// Areas whose texts are loaded with them have a catalog of their own: see src/app/languages.ts.
const AREAS = {
  // Their records are checked as those of selections are.
  contracts: ["src/contracts", "src/templates", "src/money", "src/reviews", "src/workbench/Checking.tsx"],
  messages: ["src/messages", "src/interviews"],
  settings: ["src/settings", "src/staff"],
  workbench: ["src/workbench"],
};
const OF_AREAS = Object.values(AREAS)
  .flat()
  .filter((each) => !each.endsWith(".tsx"));

export default {
  sourceLocale: "en",
  locales: ["en", "de", "es", "zh"],
  // Line numbers would change the catalogs with every change of the code.
  format: formatter({ lineNumbers: false }),
  orderBy: "origin",
  catalogs: [
    { path: "src/locales/{locale}", include: ["src"], exclude: [...NOT_OURS, ...OF_AREAS.map((each) => `${each}/**`)] },
    ...Object.entries(AREAS).map(([area, include]) => ({
      path: `src/${area}/locales/{locale}`,
      include,
      exclude: NOT_OURS,
    })),
  ],
};
