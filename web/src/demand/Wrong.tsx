/** What is wrong with a demand as it was sent. */
import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import type { RefObject } from "react";
import { invalid, type Refusal } from "../network/refusals";
import { nameOf } from "../parts/enums";
import { RefusalNotice } from "../parts/Notice";
import { useProblems } from "../parts/standing";
import type { Uploads } from "../parts/useUploads";
import { WrongFields } from "../parts/WrongFields";
import { type BriefText, timeIn, writtenAt, type wrongWithDeadline } from "./brief";
import { fields } from "./Changes";

/** What is still wrong, by the paths of the input. */
export function useWrong(refusal: Refusal | null, brief: BriefText, { files }: Uploads) {
  return useProblems(refusal, (path) =>
    path === "attachmentIds" ? files.map(({ key }) => key) : writtenAt(brief, path),
  );
}

/** The refusal with what is said of the deadline alone beside it, and with what this page knows of it already. */
export function besideFields(refusal: Refusal | null, ofDeadline?: string): Refusal | null {
  const deadline = ofDeadline ?? (refusal && isOfDeadline(refusal) ? refusal.message : undefined);
  if (deadline === undefined) return refusal;
  if (!refusal) return invalid({ deadlineAt: deadline });
  // Why nothing at all could be sent says nothing of any field.
  const isOfFields = isOfDeadline(refusal) || refusal.code === "INVALID_INPUT";
  return isOfFields ? { ...refusal, fields: { ...refusal.fields, deadlineAt: deadline } } : refusal;
}

function isOfDeadline({ code }: Refusal): boolean {
  return code.startsWith("DEADLINE_") || code === "INCOMPLETE";
}

/** Why nothing can be published with a deadline. */
export function useDeadlineText(leastSeconds: number) {
  const { t, i18n } = useLingui();
  const least = timeIn(leastSeconds, i18n.locale);
  return (wrong: ReturnType<typeof wrongWithDeadline>): string | undefined => {
    switch (wrong) {
      case "MISSING":
        return t`Say until when bids are taken.`;
      case "PAST":
        return t`That time is over.`;
      case "NEAR":
        return t`Bidders need more than ${least} from now.`;
      case null:
        return undefined;
    }
  };
}

interface WrongProps {
  refusal: Refusal | null;
  problems: Readonly<Record<string, string>>;
  form: RefObject<HTMLFormElement | null>;
}

/** Each field that is wrong, and why it was refused, unless that stands beside one of them or in what is merged. */
export function Wrong({ refusal, problems, form }: WrongProps) {
  const { i18n } = useLingui();
  if (refusal?.code === "CONFLICT") return null;
  const wrong = PATHS.flatMap((field) =>
    Object.entries(problems)
      .filter(([path]) => isIn(field, path))
      .map(([path, problem]) => ({ path, label: nameOf(i18n, names, field), problem })),
  );
  const paths = Object.keys(refusal?.fields ?? {});
  const shown = paths.filter((path) => !(path in problems) || PATHS.some((field) => isIn(field, path)));
  return (
    <>
      <WrongFields fields={wrong} form={form} />
      <RefusalNotice refusal={refusal} shown={shown} />
    </>
  );
}

function isIn(field: string, path: string): boolean {
  return path === field || path.startsWith(`${field}.`);
}

/** The names of what is shown beside fields, by their paths. */
const names = {
  ...fields,
  attachmentIds: fields.attachments,
  "budget.currency": fields.currency,
  deadlineAt: msg`Bids are taken until`,
};

/** In the order of the form. */
const PATHS = [
  ...["title", "description", "skills", "attachmentIds", "budget.low", "budget.high", "budget.currency"],
  ...["durationDays", "deadlineAt", "audience", "bidding", "criteria"],
];
