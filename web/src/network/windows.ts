/** The other windows of this browser. */
import { WINDOWS } from "./news";

/** Tells the other windows, too: what somebody does in one of them is no news to them that the server would tell. */
export function tellWindows(): void {
  const told = new BroadcastChannel(WINDOWS);
  told.postMessage(null);
  told.close();
}
