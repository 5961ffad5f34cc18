import { Fragment } from "react";
import { piecesOf } from "./addresses";

/** What somebody has written, with the addresses in it as links: they tell nothing of this page, nor speak for it. */
export function Linked({ text }: { text: string }) {
  return piecesOf(text).map(({ text, href }, place) =>
    href === null ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a text have no other name than their place
      <Fragment key={place}>{text}</Fragment>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a text have no other name than their place
      <a key={place} href={href} target="_blank" rel="noopener noreferrer nofollow">
        {text}
      </a>
    ),
  );
}
