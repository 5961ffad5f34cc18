import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Link } from "wouter";
import { useChoosingLanguage } from "../app/choosing";
import { isLanguage, LANGUAGES } from "../app/languages";
import { chooseTheme, chosenTheme, type Theme } from "../app/themes";
import { useSession } from "../network/session";
import { setLetters, useLetters } from "../workbench/keys";
import styles from "./Settings.module.css";

/** How pages look and act in this browser: nothing of it is sent anywhere but the language, for the account. */
export function Appearance() {
  const { t, i18n } = useLingui();
  const [theme, setTheme] = useState(chosenTheme);
  const chooseLanguage = useChoosingLanguage();
  const lettersAreOn = useLetters();
  const isSignedIn = useSession() !== null;
  const themes = [
    ["system", t`Same as the system`],
    ["light", t`Light`],
    ["dark", t`Dark`],
  ] as const;
  const choose = (theme: Theme) => {
    chooseTheme(theme);
    setTheme(theme);
  };
  return (
    <>
      <h1>{t`Appearance`}</h1>
      <fieldset className={`${styles.section} ${styles.choices}`}>
        <legend>{t`Language`}</legend>
        {isSignedIn && (
          <p className={styles.soft}>
            <Trans>
              Emails and notifications are written in it, too, from now on. In your{" "}
              <Link href="/settings/profile">profile</Link> you can choose another language for them.
            </Trans>
          </p>
        )}
        {Object.entries(LANGUAGES).map(([tag, name]) => (
          <label key={tag}>
            <input
              type="radio"
              name="page-language"
              checked={i18n.locale === tag}
              onChange={() => isLanguage(tag) && chooseLanguage(tag)}
            />
            <span lang={tag}>{name}</span>
          </label>
        ))}
      </fieldset>
      <fieldset className={`${styles.section} ${styles.choices}`}>
        <legend>{t`Colours`}</legend>
        {themes.map(([key, title]) => (
          <label key={key}>
            <input type="radio" name="page-theme" checked={theme === key} onChange={() => choose(key)} />
            {title}
          </label>
        ))}
      </fieldset>
      <fieldset className={`${styles.section} ${styles.choices}`}>
        <legend>{t`Keys`}</legend>
        <label>
          <input type="checkbox" checked={lettersAreOn} onChange={({ target }) => setLetters(target.checked)} />
          <Trans>Use single-letter shortcuts at the workbench</Trans>
        </label>
      </fieldset>
    </>
  );
}
