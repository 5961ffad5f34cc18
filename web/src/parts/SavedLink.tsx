/** A link that saves what it leads to. Such links live for minutes: another one is asked for when it is followed. */
import { Trans } from "@lingui/react/macro";
import { type MouseEvent, type ReactNode, useState } from "react";
import { pathOf } from "../network/uploading";

interface SavedLinkProps {
  /** As it was read with the page. */
  url: string;
  fileName: string;
  /** Reads it anew: null if there is none for the viewer any more. It fails without the server. */
  renew: () => Promise<string | null>;
  className?: string | undefined;
  children: ReactNode;
}

export function SavedLink({ url, fileName, renew, className, children }: SavedLinkProps) {
  const [isGone, setGone] = useState(false);
  const follow = async (event: MouseEvent<HTMLAnchorElement>) => {
    // Another tab or window is the browser's own affair.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const present = await renew().catch(() => url);
    setGone(present === null);
    if (present !== null) save(pathOf(present), fileName);
  };
  return (
    <>
      <a
        className={className}
        href={pathOf(url)}
        rel="noreferrer"
        download={fileName}
        onClick={(event) => void follow(event)}
      >
        {children}
      </a>
      {isGone && (
        <span role="status">
          {" "}
          <Trans>It is no longer there.</Trans>
        </span>
      )}
    </>
  );
}

function save(path: string, fileName: string): void {
  const link = document.createElement("a");
  link.href = path;
  link.download = fileName;
  link.rel = "noreferrer";
  link.click();
}
