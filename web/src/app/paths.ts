/** Which route a path is of. */
import routes from "../../routes.json";

/** What stands in a path for the names of a pattern such as `/demands/:id/workbench/:candidate?`; null if it is another. */
export function parametersIn(pattern: string, path: string): Record<string, string> | null {
  const source = pattern.replace(/\/:(\w+)\?$/, "(?:/(?<$1>[^/]+))?").replace(/:(\w+)/g, "(?<$1>[^/]+)");
  const groups = new RegExp(`^${source}/?$`).exec(path);
  return groups && Object.fromEntries(Object.entries(groups.groups ?? {}).filter(([, given]) => given !== undefined));
}

/** Where one among many is shown beside their list, which stays while another one is chosen. */
const BESIDE = ["inbox", "interviews", "workbench"];

/** The pages that have something for guests, too. */
const OPEN: readonly string[] = [
  ...["market", "about", "signIn", "signUp", "verifyEmail", "resetPassword", "invitations", "open"],
  ...["party", "demand", "documentCheck"],
];

/** Whether it is a page for those who are signed in alone. */
export function isForMembers(path: string): boolean {
  const route = Object.entries(routes).find(([, pattern]) => parametersIn(pattern, path) !== null);
  return route !== undefined && !OPEN.includes(route[0]);
}

/** What a page is of, however it goes on there: a new demand and what becomes of it are written in one form. */
export function placeIn(path: string): string {
  for (const [name, pattern] of Object.entries(routes)) {
    const given = parametersIn(pattern, path);
    if (!given) continue;
    if (name === "editDemand") return "newDemand";
    const chosen = BESIDE.includes(name) ? /:(\w+)\?$/.exec(pattern)?.[1] : undefined;
    const rest = Object.entries(given).flatMap(([key, value]) => (key === chosen ? [] : [value]));
    return [name, ...rest].join(" ");
  }
  return path;
}
