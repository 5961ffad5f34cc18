import { type ComponentProps, type RefObject, useEffect, useRef } from "react";
import { Refused } from "./standing";

/** Not what a field is in, which is marked, too, and takes no focus. */
const WRONG = ":is(input, select, textarea)[aria-invalid=true]";

interface FormProps extends ComponentProps<"form"> {
  /** Why it was refused: another one each time that it is. */
  refusal: object | null;
  ref?: RefObject<HTMLFormElement | null>;
}

/**
 * A form that can be refused. Whoever sent it is taken to the first thing that is wrong with it, each time that it was
 * refused anew; what is wrong with a field goes as soon as something else is written there.
 */
export function Form({ refusal, ref, ...rest }: FormProps) {
  const own = useRef<HTMLFormElement>(null);
  const form = ref ?? own;
  useEffect(() => {
    if (refusal) form.current?.querySelector<HTMLElement>(WRONG)?.focus();
  }, [refusal, form]);
  return (
    <Refused value={refusal}>
      <form ref={form} {...rest} />
    </Refused>
  );
}

/** The input of a path, or the first one in the smallest part of the form that has it. */
export function focusOn(form: HTMLFormElement | null, path: string) {
  const steps = path.split(".");
  for (let length = steps.length; length > 0; length--) {
    const place = form?.querySelector(`[data-path="${CSS.escape(steps.slice(0, length).join("."))}"]`);
    const input =
      place?.querySelector<HTMLElement>(WRONG) ?? place?.querySelector<HTMLElement>("input, select, textarea");
    if (input) return input.focus();
  }
}
