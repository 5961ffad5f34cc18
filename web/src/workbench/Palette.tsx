/** Every action by its name, with its key; one that is not possible says why. */
import { Trans, useLingui } from "@lingui/react/macro";
import { type KeyboardEvent, useId, useState } from "react";
import { Dialog } from "../parts/Dialog";
import { useKeyNames } from "./keyNames";
import styles from "./Palette.module.css";

export interface Command {
  readonly id: string;
  readonly title: string;
  readonly key?: string;
  /** Why it is not possible now; null if it is. */
  readonly why: string | null;
  readonly run: () => void;
}

/** The largest number of candidates that are offered beside the actions. */
const MOST_FOUND = 6;

interface PaletteProps {
  commands: readonly Command[];
  /** The candidates, which words of their names find. */
  places: readonly { readonly id: string; readonly name: string }[];
  onPlace: (id: string) => void;
  onClose: () => void;
}

export function Palette({ commands, places, onPlace, onClose }: PaletteProps) {
  const { t } = useLingui();
  const [words, setWords] = useState("");
  const [at, setAt] = useState(0);
  const listId = useId();
  const keys = useKeyNames();
  const found = possibleFirst([
    ...commands.filter(({ title }) => fits(title, words)),
    ...(words.trim() ? places.filter(({ name }) => fits(name, words)).slice(0, MOST_FOUND) : []).map(
      ({ id, name }): Command => ({ id, title: t`Show ${name}`, why: null, run: () => onPlace(id) }),
    ),
  ]);
  const place = Math.min(at, found.length - 1);
  const run = (command: Command | undefined) => {
    if (!command || command.why !== null) return;
    onClose();
    command.run();
  };
  const press = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) setAt((place + by + found.length) % Math.max(found.length, 1));
    else if (event.key === "Enter") run(found[place]);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title={t`Actions`} onClose={onClose}>
      <input
        className={styles.words}
        role="combobox"
        aria-label={t`Find an action or a bidder`}
        aria-expanded="true"
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={found[place] && `${listId}-${place}`}
        placeholder={t`Find an action or a bidder`}
        value={words}
        onChange={(event) => {
          setWords(event.target.value);
          setAt(0);
        }}
        onKeyDown={press}
        autoFocus
      />
      <div className={styles.list} role="listbox" id={listId} aria-label={t`Actions`}>
        {found.map((command, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the focus and its keys
          <div
            key={command.id}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === place}
            aria-disabled={command.why !== null}
            className={styles.option}
            ref={index === place ? (element) => element?.scrollIntoView({ block: "nearest" }) : undefined}
            onPointerMove={() => setAt(index)}
            onClick={() => run(command)}
          >
            <span>
              {command.title}
              {command.why && <span className={styles.why}>{command.why}</span>}
            </span>
            {command.key && <kbd>{keys(command.key)}</kbd>}
          </div>
        ))}
      </div>
      {found.length === 0 && (
        <p className={styles.why}>
          <Trans>Nothing matches.</Trans>
        </p>
      )}
    </Dialog>
  );
}

/** What is possible comes first, so that Enter does something; all else follows with its reason. */
export function possibleFirst<T extends Pick<Command, "why">>(commands: readonly T[]): T[] {
  return [...commands.filter(({ why }) => why === null), ...commands.filter(({ why }) => why !== null)];
}

function fits(text: string, words: string): boolean {
  const here = text.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => here.includes(word));
}
