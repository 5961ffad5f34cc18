/** The title of the tab: what the page shows, and how much of what came was not read. */
import { useEffect } from "react";

const shown = { name: "", unread: 0 };

/** Names the page while it is mounted; null leaves that to a part of it. */
export function useTitle(name: string | null): void {
  useEffect(() => {
    if (name === null) return;
    show({ name });
    return () => show({ name: "" });
  }, [name]);
}

export function useUnreadInTitle(unread: number): void {
  useEffect(() => {
    show({ unread });
    return () => show({ unread: 0 });
  }, [unread]);
}

function show(change: Partial<typeof shown>): void {
  Object.assign(shown, change);
  const name = shown.name ? `${shown.name} · Bidhall` : "Bidhall";
  document.title = shown.unread > 0 ? `(${shown.unread}) ${name}` : name;
}
