/** Decimals and amounts, written in the language of the page. A form with one that cannot be read is not sent. */
import { useLingui } from "@lingui/react/macro";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { regionalTag } from "../app/languages";
import { decimalsOf, problemIn, read, shownAs, type Unreadable, unread } from "./decimals";
import { Field } from "./Field";
import styles from "./Field.module.css";

interface Given {
  label: ReactNode;
  hint?: ReactNode;
  problem?: string | undefined;
  className?: string;
  autoFocus?: boolean;
  /** A decimal with a point, nothing, or what cannot be read as one. */
  value: string;
  onChange: (value: string) => void;
}

interface DecimalFieldProps extends Given {
  /** How many decimals there can be at most. */
  decimals: number;
  currency?: string;
  /** It can be less than zero, which is written with a minus in front. */
  isSigned?: boolean;
}

interface Typed {
  readonly text: string;
  readonly language: string;
  /** What it was read as. */
  readonly value: string;
}

export function DecimalField(props: DecimalFieldProps) {
  const { decimals, currency, isSigned, hint, problem, value, onChange, ...rest } = props;
  const { i18n } = useLingui();
  const language = regionalTag(i18n.locale);
  const rules = { language, decimals, currency, isSigned };
  const [typed, setTyped] = useState<Typed | null>(null);
  // Until somebody leaves the field, what they write may not be complete.
  const [isWriting, setWriting] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const wrong = problemIn(value, rules);
  const said = useWords(wrong, rules);
  // The browser then neither sends the form nor leaves it unsaid: it goes to the field.
  useEffect(() => input.current?.setCustomValidity(said ?? ""), [said]);
  useEffect(() => {
    const element = input.current;
    const complain = () => setWriting(false);
    element?.addEventListener("invalid", complain);
    return () => element?.removeEventListener("invalid", complain);
  }, []);
  const type = (text: string) => {
    const reading = text.trim() === "" ? { decimal: "" } : read(text, rules);
    const value = "decimal" in reading ? reading.decimal : unread(text);
    setTyped({ text, language, value });
    setWriting(true);
    onChange(value);
  };
  const isAsTyped = typed?.value === value && typed.language === language;
  const inFull = currency && value && !wrong ? amountIn(value, currency, language) : null;
  return (
    <Field
      {...rest}
      // The keys of a telephone for decimals often lack a minus.
      inputMode={isSigned ? "text" : decimals === 0 ? "numeric" : "decimal"}
      inputRef={input}
      // What was typed stays as it is until something else takes its place.
      value={isAsTyped ? typed.text : shownAs(value, language)}
      onChange={type}
      onBlur={() => setWriting(false)}
      // It is always there: what comes later would not be tied to the input.
      hint={
        <>
          {inFull && <span className={styles.amount}>{inFull}</span>} {hint}
        </>
      }
      wrong={isWriting ? undefined : said}
      problem={problem}
    />
  );
}

/** An amount of money, which is written out in full beneath it as it will be sent. */
export function AmountField({ currency, ...rest }: Given & { currency: string }) {
  return <DecimalField {...rest} currency={currency} decimals={decimalsOf(currency)} />;
}

/** With all decimals of its currency. */
function amountIn(amount: string, currency: string, language: string): string | null {
  const digits = decimalsOf(currency);
  // While a code is written, it is none yet.
  if (!/^[A-Z]{3}$/.test(currency)) return null;
  const format = { style: "currency", currency, minimumFractionDigits: digits, maximumFractionDigits: digits } as const;
  return new Intl.NumberFormat(language, format).format(amount as Intl.StringNumericLiteral);
}

interface Rules {
  language: string;
  decimals: number;
  currency: string | undefined;
}

function useWords(wrong: Unreadable | null, { language, decimals, currency }: Rules): string | undefined {
  const { t } = useLingui();
  const digits = {
    minimumFractionDigits: currency ? decimals : 0,
    maximumFractionDigits: currency ? decimals : Math.min(decimals, 1),
  };
  const number = (value: number) => new Intl.NumberFormat(language, { ...digits, useGrouping: "always" }).format(value);
  const example = number(decimals === 0 ? 4200 : 4200.5);
  if (wrong && !currency && decimals === 0 && wrong !== "SIGN") return t`Write a whole number, like ${number(12)}.`;
  switch (wrong) {
    case null:
      return undefined;
    case "NUMBER":
      return t`This is not a number. Write it like ${example}.`;
    case "AMBIGUOUS":
      return t`This can be read in two ways. Write it like ${example}.`;
    case "SIGN":
      return t`It cannot be less than zero.`;
    case "LARGE":
      return t`This is more than can be paid here.`;
    case "DECIMALS":
      if (!currency) return t`That is too many decimals.`;
      return decimals === 0
        ? t`${currency} has no decimals. Write it like ${example}.`
        : t`${currency} has ${decimals} decimals. Write it like ${example}.`;
  }
}
