import { type ComponentProps, type FormEvent, type RefObject, useEffect, useRef } from "react";
import { BeingSent } from "./Button";
import { Refused } from "./standing";
import { useOneAtATime } from "./useOneAtATime";

/** Not what a field is in, which is marked, too, and takes no focus. */
const WRONG = ":is(input, select, textarea)[aria-invalid=true]";

interface FormProps extends Omit<ComponentProps<"form">, "onSubmit"> {
  /** Its promise lasts until the form was sent. */
  onSubmit: (event: FormEvent<HTMLFormElement>) => unknown;
  /** Why it was refused: another one each time that it is. */
  refusal: object | null;
  ref?: RefObject<HTMLFormElement | null>;
}

/**
 * A form that can be refused. Whoever sent it is taken to the first thing that is wrong with it, each time that it was
 * refused anew; what is wrong with a field goes as soon as something else is written there. While it is being sent, the
 * buttons that send it show that, and it cannot be sent again.
 */
export function Form({ refusal, ref, onSubmit, ...rest }: FormProps) {
  const [isSent, begin] = useOneAtATime();
  const own = useRef<HTMLFormElement>(null);
  const form = ref ?? own;
  useEffect(() => {
    if (refusal) form.current?.querySelector<HTMLElement>(WRONG)?.focus();
  }, [refusal, form]);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    // A form that a dialog belongs to would be sent with that of the dialog.
    event.stopPropagation();
    begin(() => onSubmit(event));
  };
  return (
    <Refused value={refusal}>
      <BeingSent value={isSent}>
        <form ref={form} {...rest} onSubmit={submit} />
      </BeingSent>
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
