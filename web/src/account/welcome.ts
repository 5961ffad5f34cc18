/** The welcome of a new account, on the device where it was made: there until something was begun, or it is dismissed. */
import { keepOwn, readOwn } from "../network/session";

const NAME = "welcome";

export function beginWelcome(): void {
  keepOwn(NAME, "new");
}

export function isWelcome(): boolean {
  return readOwn(NAME) !== null;
}

/** It was dismissed, or somebody has done what it proposes. */
export function endWelcome(): void {
  keepOwn(NAME, null);
}
