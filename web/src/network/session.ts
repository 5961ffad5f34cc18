/** The session of this browser: its token, which no cookie ever carries. */
import { useSyncExternalStore } from "react";
import { currentSession, KEY, type Session } from "./token";

export { currentSession, type Session } from "./token";

/** What this device keeps for the user of the session has names that begin so; it goes with the session. */
const OWN = "bidhall.own.";
const FORMER = "bidhall.former";

const listeners = new Set<() => void>();
/** Where this page was when its session ended without its user signing out there. */
let left: string | null = null;

/** Whether the session has ended at a place of this page, by another tab or by the server: nobody has signed in since. */
export function wasSignedOutAt(path: string): boolean {
  return left === path && currentSession() === null;
}

/** The last token of a user on this device: it opens nothing, and sets their failures to sign in apart from others'. */
export function formerToken(email: string): string | null {
  const former = formerTokens()[email.trim().toLowerCase()];
  return typeof former === "string" ? former : null;
}

function formerTokens(): Record<string, unknown> {
  try {
    return Object(JSON.parse(localStorage.getItem(FORMER) ?? "{}"));
  } catch {
    return {};
  }
}

interface Keeping {
  email: string;
  remember: boolean;
}

/** Keeps a session: until the browser is closed, or longer where somebody wants to be remembered. */
export function keepSession(session: Session, { email, remember }: Keeping): void {
  dropSession();
  if (remember) {
    const former = { ...formerTokens(), [email.trim().toLowerCase()]: session.token };
    localStorage.setItem(FORMER, JSON.stringify(former));
  }
  (remember ? localStorage : sessionStorage).setItem(KEY, JSON.stringify(session));
  tell();
}

/** For whoever signs out here. */
export function dropSession(): void {
  left = null;
  drop();
}

function drop(): void {
  for (const storage of [localStorage, sessionStorage]) {
    for (const key of Object.keys(storage)) if (key === KEY || key.startsWith(OWN)) storage.removeItem(key);
  }
  tell();
}

/** What is kept for the user of the session, where the session is kept; null if nothing is. */
export function readOwn(name: string): string | null {
  return place().getItem(OWN + name);
}

/** Keeps something for the user until they sign out, or until the session has ended. */
export function keepOwn(name: string, text: string | null): void {
  if (text === null || currentSession() === null) place().removeItem(OWN + name);
  else place().setItem(OWN + name, text);
}

/** The names under which something is kept. */
export function ownNames(): string[] {
  return Object.keys(place()).flatMap((key) => (key.startsWith(OWN) ? key.slice(OWN.length) : []));
}

function place(): Storage {
  return sessionStorage.getItem(KEY) === null ? localStorage : sessionStorage;
}

/** Drops the session with this token, unless another has taken its place meanwhile. */
export function endSession(token: string): void {
  if (currentSession()?.token !== token) return;
  left = location.pathname;
  drop();
}

function tell(): void {
  for (const each of listeners) each();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  // Another tab has signed in or out.
  const hear = ({ key, newValue }: StorageEvent) => {
    if (key === KEY && newValue === null) left = location.pathname;
    listener();
  };
  window.addEventListener("storage", hear);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", hear);
  };
}

export function useSession(): Session | null {
  return useSyncExternalStore(listen, currentSession);
}
