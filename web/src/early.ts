/** The first script of the page, and small: it asks for the page that is opened while the rest is being loaded. */
import routes from "../routes.json";
import demand from "./__generated__/DemandPageQuery.graphql";
import workbench from "./__generated__/WorkbenchQuery.graphql";
import { pages } from "./app/pages";
import { parametersIn } from "./app/paths";
import { preferredLanguage, regionalTag } from "./app/preferred";
import { askEarly, bodyOf, naming } from "./network/posting";
import { currentSession } from "./network/token";
import { FIRST } from "./workbench/first";

/** What a page asks first, where waiting for it is felt: with the very variables that the page gives. */
const QUERIES = {
  demand: { params: demand.params, more: {} },
  workbench: { params: workbench.params, more: { count: FIRST } },
};

function ask({ params, more }: (typeof QUERIES)[keyof typeof QUERIES], id: string | undefined): void {
  const by = { token: currentSession()?.token ?? null, language: regionalTag(preferredLanguage()) };
  askEarly(bodyOf(naming(params), params.name, { id, ...more }), by);
}

for (const [name, pattern] of Object.entries(routes)) {
  const given = parametersIn(pattern, location.pathname);
  if (!given) continue;
  if (name in QUERIES) ask(QUERIES[name as keyof typeof QUERIES], given.id);
  // What fails here fails again where it is needed, and is said there.
  if (name in pages) pages[name as keyof typeof pages]().catch(() => {});
  break;
}
