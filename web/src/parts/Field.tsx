import type { ReactNode, Ref } from "react";
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

interface FieldProps extends Omit<AriaTextFieldProps, "children"> {
  label: string;
  hint?: ReactNode;
  /** What is wrong with it; undefined while nothing is. */
  problem?: string | undefined;
  /** A text of several lines, this many of which are shown. */
  lines?: number;
  placeholder?: string;
  /** Of the input, where it is of one line. */
  inputRef?: Ref<HTMLInputElement>;
}

export function Field({ label, hint, problem, lines, placeholder, inputRef, className, ...rest }: FieldProps) {
  const write = useKept(lines ? (rest.name ?? label) : null, rest.value, rest.onChange);
  return (
    // What is wrong is said by the server, in the reader's language.
    <TextField
      {...rest}
      onChange={write}
      validationBehavior="aria"
      isInvalid={problem !== undefined}
      className={`${styles.field} ${className ?? ""}`}
    >
      <Label className={styles.label}>{label}</Label>
      {lines ? (
        <TextArea className={styles.input} rows={lines} placeholder={placeholder} />
      ) : (
        <Input ref={inputRef} className={styles.input} placeholder={placeholder} />
      )}
      {(hint || problem !== undefined) && (
        <div className={styles.beneath}>
          {hint && (
            <Text slot="description" className={styles.hint}>
              {hint}
            </Text>
          )}
          <FieldError className={styles.problem}>{problem}</FieldError>
        </div>
      )}
    </TextField>
  );
}
