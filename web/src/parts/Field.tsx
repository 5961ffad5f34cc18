import { type ReactNode, type Ref, useState } from "react";
import {
  type TextFieldProps as AriaTextFieldProps,
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
  TextField,
} from "react-aria-components";
import styles from "./Field.module.css";
import { useKept } from "./kept";
import { useStanding } from "./standing";

interface FieldProps extends Omit<AriaTextFieldProps, "children"> {
  label: ReactNode;
  hint?: ReactNode;
  /** What was refused of it, which is shown until something else is written; undefined if nothing was. */
  problem?: string | undefined;
  /** What is wrong with what is written now. */
  wrong?: string | undefined;
  /** A text of several lines, this many of which are shown. */
  lines?: number;
  placeholder?: string;
  /** Of the input, where it is of one line. */
  inputRef?: Ref<HTMLInputElement>;
}

export function Field({ label, hint, lines, placeholder, inputRef, className, ...given }: FieldProps) {
  const { problem, wrong, ...rest } = given;
  const write = useKept(
    lines ? (rest.name ?? (typeof label === "string" ? label : null)) : null,
    rest.value,
    rest.onChange,
  );
  // Of a field whose value is read when its form is sent.
  const [typed, setTyped] = useState("");
  const refused = useStanding(problem, rest.value ?? typed);
  const said = wrong ?? refused;
  const change = (text: string) => {
    if (rest.value === undefined) setTyped(text);
    write(text);
  };
  return (
    // What is wrong is said by the server, in the reader's language.
    <TextField
      {...rest}
      onChange={change}
      validationBehavior="aria"
      isInvalid={said !== undefined}
      className={`${styles.field} ${className ?? ""}`}
    >
      <Label className={styles.label}>{label}</Label>
      {lines ? (
        <TextArea className={styles.input} rows={lines} placeholder={placeholder} />
      ) : (
        <Input ref={inputRef} className={styles.input} placeholder={placeholder} />
      )}
      {(hint || said !== undefined) && (
        <div className={styles.beneath}>
          {hint && (
            <Text slot="description" className={styles.hint}>
              {hint}
            </Text>
          )}
          <FieldError className={styles.problem}>{said}</FieldError>
        </div>
      )}
    </TextField>
  );
}
