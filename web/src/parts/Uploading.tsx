import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useEffectEvent, useId, useRef, useState } from "react";
import { pathOf } from "../network/uploading";
import { Button } from "./Button";
import { Picture } from "./Files";
import styles from "./Files.module.css";
import { useStanding } from "./standing";
import { useTexts } from "./texts";
import type { FormFile, Uploads } from "./useUploads";

interface UploadingProps {
  uploads: Uploads;
  label: string;
  /** What was refused of the files as a whole, which is shown until there are others. */
  problem?: string | undefined;
  /** One file at most: another one takes its place. */
  isSingle?: boolean;
  /** Which files are offered first, as the attribute `accept` of an input has it. */
  accept?: string;
}

/** Files of a form: picked, dropped anywhere on the form or pasted into it, and sent at once. */
export function Uploading({ uploads, label, isSingle = false, accept, ...given }: UploadingProps) {
  const { t } = useLingui();
  const { list } = useTexts();
  const id = useId();
  const problem = useStanding(
    given.problem,
    uploads.files.map(({ key }) => key),
  );
  const field = useRef<HTMLFieldSetElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const add = (files: Iterable<File>) => {
    if (isSingle) for (const { key } of uploads.files) uploads.remove(key);
    uploads.add(isSingle ? [...files].slice(0, 1) : files);
  };
  const isOver = useFileDrop(field, add);
  const failed = uploads.files.filter(({ problem }) => problem !== null).map(({ name }) => name);
  const arePictures = accept === undefined || accept.includes("image/");
  return (
    <fieldset ref={field} className={styles.uploading} data-over={isOver || undefined} aria-describedby={id}>
      <legend className={styles.legend}>{label}</legend>
      {uploads.files.length > 0 && (
        <ul className={styles.list}>
          {uploads.files.map((file) => (
            <Row key={file.key} file={file} uploads={uploads} />
          ))}
        </ul>
      )}
      <div className={styles.picking}>
        <Button onPress={() => picker.current?.click()}>
          {isSingle ? <Trans>Choose a file</Trans> : <Trans>Add files</Trans>}
        </Button>
        <p id={id} className={styles.hint}>
          {isSingle ? <Trans>Or drop it here, or paste it.</Trans> : <Trans>Or drop them here, or paste them.</Trans>}
          {arePictures && (
            <>
              {" "}
              <Trans>Pictures are stored without their hidden details, such as places.</Trans>
            </>
          )}
        </p>
        <input
          ref={picker}
          type="file"
          multiple={!isSingle}
          accept={accept}
          hidden
          aria-label={label}
          onChange={({ target }) => {
            if (target.files?.length) add([...target.files]);
            target.value = "";
          }}
        />
      </div>
      <p role="status" className="visually-hidden">
        {failed.length > 0 && t`Not sent: ${list(failed)}`}
      </p>
      {problem && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </fieldset>
  );
}

function Row({ file, uploads }: { file: FormFile; uploads: Uploads }) {
  const { t } = useLingui();
  const { bytes, percent } = useTexts();
  const { key, name, byteSize, sent, state, mayRetry, problem, thumbnailUrl } = file;
  return (
    <li className={styles.row}>
      <Picture name={name} url={thumbnailUrl && pathOf(thumbnailUrl)} />
      <span className={styles.name}>{name}</span>
      <span className={styles.size}>
        {state === "sending" ? percent(byteSize ? sent / byteSize : 0) : bytes(byteSize)}
      </span>
      <span className={styles.deeds}>
        {mayRetry && (
          <Button look="quiet" onPress={() => uploads.retry(key)} aria-label={t`Try again: ${name}`}>
            <Trans>Try again</Trans>
          </Button>
        )}
        <Button
          look="quiet"
          onPress={() => uploads.remove(key)}
          aria-label={state === "sending" ? t`Stop sending ${name}` : t`Remove ${name}`}
        >
          ✕
        </Button>
      </span>
      {state === "sending" && (
        <progress className={styles.progress} max={byteSize} value={sent} aria-label={t`${name}: sent`} />
      )}
      {problem && (
        <span className={styles.problem}>
          {problem} {state === "refused" && <Trans>It is left out.</Trans>}
        </span>
      )}
    </li>
  );
}

/** Takes the files that are dropped on or pasted into the form around an element; tells whether some are over it. */
export function useFileDrop(
  inside: React.RefObject<HTMLElement | null>,
  add: (files: Iterable<File>) => void,
): boolean {
  const [isOver, setOver] = useState(false);
  const take = useEffectEvent((event: Event, files: FileList | undefined) => {
    setOver(false);
    if (!files?.length) return;
    event.preventDefault();
    add([...files]);
  });
  useEffect(() => {
    const element = inside.current?.closest("form") ?? inside.current;
    if (!element) return;
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      setOver(true);
    };
    const out = (event: DragEvent) => !element.contains(event.relatedTarget as Node | null) && setOver(false);
    const drop = (event: DragEvent) => take(event, event.dataTransfer?.files);
    const paste = (event: ClipboardEvent) => take(event, event.clipboardData?.files);
    element.addEventListener("dragover", over);
    element.addEventListener("dragleave", out);
    element.addEventListener("drop", drop);
    element.addEventListener("paste", paste);
    return () => {
      element.removeEventListener("dragover", over);
      element.removeEventListener("dragleave", out);
      element.removeEventListener("drop", drop);
      element.removeEventListener("paste", paste);
    };
  }, [inside]);
  return isOver;
}
