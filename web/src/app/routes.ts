/** The paths of the front end. The server answers these with the page: it reads the same file. */
import routes from "../../routes.json";

export { routes };

/** Where somebody goes on to after signing in: a path of this page, whatever the address says. */
export function pathToReturnTo(search: string): string {
  const next = new URLSearchParams(search).get("next") ?? "/";
  return /^\/(?![/\\])/.test(next) ? next : "/";
}
