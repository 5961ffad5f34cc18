import { type ReactNode, useState } from "react";
import type { Refusal } from "../network/refusals";
import { Asking } from "./Asking";
import { Field } from "./Field";

interface SayingProps {
  /** The id of what is decided. */
  about: string;
  title: string;
  /** What the button says; the title unless something else is given. */
  button?: string;
  label: string;
  hint?: string;
  /** Of the text in the input. */
  path: string;
  isRequired?: boolean;
  look?: "main" | "danger";
  /** What the button says that decides nothing. */
  keep?: string;
  /** Why it cannot be decided any more. */
  why?: ReactNode;
  isDeliberate?: boolean;
  isActing: boolean;
  send: (text: string, key: string) => Promise<Refusal | null>;
  onClose: () => void;
  /** The paths of other inputs, whose problems stand beside them. */
  shown?: string[];
  /** Before the text. */
  before?: ReactNode;
  children?: ReactNode;
}

/** A decision with a text. */
export function Saying({ title, button = title, label, hint, path, isRequired = false, send, ...rest }: SayingProps) {
  const { shown = [], before, children, ...asking } = rest;
  const [text, setText] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  return (
    <Asking
      {...asking}
      title={title}
      button={button}
      shown={[path, ...shown]}
      act={(key) => send(text, key)}
      onRefusal={setRefusal}
    >
      {before}
      <Field
        label={label}
        {...(hint && { hint })}
        lines={4}
        value={text}
        onChange={setText}
        isRequired={isRequired}
        autoFocus
        problem={refusal?.fields[path]}
      />
      {children}
    </Asking>
  );
}
