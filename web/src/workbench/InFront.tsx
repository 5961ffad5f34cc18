/** What is in front of the workbench: a question before a decision, the palette, or the keys. */
import { Asked, type AskedProps, type Question } from "./Asked";
import { KeysDialog } from "./dialogs";
import { type Command, Palette } from "./Palette";

export type Asking = Question | { readonly kind: "keys" } | { readonly kind: "palette" };

interface InFrontProps extends Omit<AskedProps, "question"> {
  asking: Asking | null;
  commands: () => readonly Command[];
  onPlace: (id: string) => void;
}

export function InFront({ asking, commands, onPlace, ...rest }: InFrontProps) {
  if (asking?.kind !== "keys" && asking?.kind !== "palette") return <Asked question={asking} {...rest} />;
  // What others were quicker with comes first.
  if (rest.collision) return <Asked question={null} {...rest} />;
  if (asking.kind === "keys") return <KeysDialog onClose={rest.onClose} />;
  const places = rest.candidates.map(({ id, applicant }) => ({ id, name: applicant.party.name }));
  return <Palette commands={commands()} places={places} onPlace={onPlace} onClose={rest.onClose} />;
}
