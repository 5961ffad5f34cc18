/** What something said before it was changed. */
import { useLingui } from "@lingui/react/macro";
import { Button } from "./Button";
import { Dialog, DialogButtons } from "./Dialog";
import styles from "./FormerTexts.module.css";
import { useTexts } from "./texts";

interface FormerTextsProps {
  /** The oldest first. */
  texts: readonly { readonly body: string; readonly at: string }[];
  onClose: () => void;
}

export function FormerTexts({ texts, onClose }: FormerTextsProps) {
  const { t } = useLingui();
  const { moment } = useTexts();
  return (
    <Dialog title={t`What it said before`} onClose={onClose}>
      <ol className={styles.texts}>
        {texts.map(({ body, at }) => (
          <li key={at}>
            <time dateTime={at}>{moment(at)}</time>
            <p>{body}</p>
          </li>
        ))}
      </ol>
      <DialogButtons>
        <Button onPress={onClose}>{t`Close`}</Button>
      </DialogButtons>
    </Dialog>
  );
}
