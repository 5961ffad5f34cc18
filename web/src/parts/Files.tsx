import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql, useFragment } from "react-relay";
import type { Files_attachments$key } from "../__generated__/Files_attachments.graphql";
import { pathOf } from "../network/uploading";
import { FileLink } from "./FileLink";
import styles from "./Files.module.css";
import { useTexts } from "./texts";

/** The files of a thing: images as small pictures, each with its name as a link that saves or shows it. */
export function Files(given: { files: Files_attachments$key }) {
  const { t } = useLingui();
  const { bytes } = useTexts();
  const files = useFragment(
    graphql`
      fragment Files_attachments on Attachment @relay(plural: true) {
        id
        fileName
        mediaType
        byteSize
        url
        thumbnailUrl
      }
    `,
    given.files,
  );
  if (files.length === 0) return null;
  return (
    <ul className={styles.list} aria-label={t`Files`}>
      {files.map(({ id, fileName, byteSize, url, thumbnailUrl }) => (
        <li key={id} className={styles.row}>
          <Picture name={fileName} url={thumbnailUrl ? pathOf(thumbnailUrl) : null} />
          <FileLink className={styles.name} file={{ id, fileName, url }}>
            {fileName}
          </FileLink>
          <span className={styles.size}>{bytes(byteSize)}</span>
        </li>
      ))}
    </ul>
  );
}

/** The small form of an image, or the ending of the name where there is none, or none to be had. */
export function Picture({ name, url }: { name: string; url: string | null }) {
  const [failed, setFailed] = useState<string | null>(null);
  if (url && url !== failed) {
    return <img className={styles.picture} src={url} alt="" loading="lazy" onError={() => setFailed(url)} />;
  }
  const ending = /\.(\w{1,4})$/.exec(name)?.[1] ?? "";
  return (
    <span className={styles.picture} aria-hidden="true">
      {ending.toLowerCase()}
    </span>
  );
}
