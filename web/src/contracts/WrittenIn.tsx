import { Trans, useLingui } from "@lingui/react/macro";
import styles from "./Contract.module.css";
import { isReadIn } from "./written";

/** In which language a contract is written, where the page is in another one. */
export function WrittenIn({ language }: { language: string }) {
  const { i18n } = useLingui();
  if (isReadIn(language, i18n.locale)) return null;
  const name = new Intl.DisplayNames(i18n.locale, { type: "language" }).of(language);
  return (
    <p className={styles.soft}>
      <Trans>The contract is written in {name}, and shown as it is written.</Trans>
    </p>
  );
}
