/** The session that this browser keeps. It needs no library, because the first script of the page reads it. */

export const KEY = "bidhall.session";

export interface Session {
  token: string;
  expiresAt: string;
}

let known: { text: string | null; session: Session | null } = { text: null, session: null };

export function currentSession(): Session | null {
  const text = sessionStorage.getItem(KEY) ?? localStorage.getItem(KEY);
  if (text !== known.text) known = { text, session: parsed(text) };
  return known.session;
}

function parsed(text: string | null): Session | null {
  if (text === null) return null;
  try {
    const { token, expiresAt } = JSON.parse(text) as Partial<Session>;
    return typeof token === "string" && typeof expiresAt === "string" && Date.parse(expiresAt) > Date.now()
      ? { token, expiresAt }
      : null;
  } catch {
    return null;
  }
}
