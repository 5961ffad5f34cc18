/** Loading the code of a part of the page, which may fail: without the network, or because there is a newer build. */
import { isServerThere } from "../network/returning";

const RELOADED = "bidhall.reloaded";
/** Milliseconds. */
const AGAIN = 10_000;

/** What a part of the page consists of could not be loaded. */
export class NotLoaded extends Error {
  constructor(
    /** The server answers, and has no such part. */
    readonly isMissing: boolean,
    /** It is loaded anew when it is shown again: what has failed would be remembered otherwise. */
    readonly renew: () => void,
    options: ErrorOptions,
  ) {
    super("Not loaded", options);
    this.name = "NotLoaded";
  }
}

/** Loads once more what failed on the way; a page of another build than the server's is exchanged for the new one. */
export async function loaded<Part>(load: () => Promise<Part>, renew = () => {}): Promise<Part> {
  try {
    return await load();
  } catch (cause) {
    if (!(await isServerThere())) throw new NotLoaded(false, renew, { cause });
  }
  try {
    await renewSheets();
    return await load();
  } catch (cause) {
    if (Date.now() - Number(sessionStorage.getItem(RELOADED)) < AGAIN) throw new NotLoaded(true, renew, { cause });
  }
  sessionStorage.setItem(RELOADED, String(Date.now()));
  location.reload();
  return new Promise(() => {});
}

/** A style sheet that has failed is not asked for again with its module. */
export async function renewSheets(): Promise<void> {
  const sheets = document.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]");
  await Promise.all([...sheets].filter(({ sheet }) => sheet === null).map(renewSheet));
}

function renewSheet(failed: HTMLLinkElement): Promise<void> {
  return new Promise((resolve, reject) => {
    const other = failed.cloneNode() as HTMLLinkElement;
    other.onload = () => {
      failed.remove();
      resolve();
    };
    other.onerror = (failure) => {
      other.remove();
      reject(failure);
    };
    document.head.append(other);
  });
}
