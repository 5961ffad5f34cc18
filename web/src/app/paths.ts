/** Which route a path is of. */

/** What stands in a path for the names of a pattern such as `/demands/:id/workbench/:candidate?`; null if it is another. */
export function parametersIn(pattern: string, path: string): Record<string, string> | null {
  const source = pattern.replace(/\/:(\w+)\?$/, "(?:/(?<$1>[^/]+))?").replace(/:(\w+)/g, "(?<$1>[^/]+)");
  const groups = new RegExp(`^${source}/?$`).exec(path);
  return groups && Object.fromEntries(Object.entries(groups.groups ?? {}).filter(([, given]) => given !== undefined));
}
