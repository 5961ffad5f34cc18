/** What differs between two texts, as it is shown: what is gone, and what has come. */

import { differencesOf, type Piece } from "./differences";
import styles from "./Words.module.css";

export function Words({ former, latter }: { former: string; latter: string }) {
  return (
    <p className={styles.words}>
      {differencesOf(former, latter).map((piece, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other name than their place
        <Marked key={index} {...piece} />
      ))}
    </p>
  );
}

export function Marked({ text, in: side }: Piece) {
  if (side === "former") return <del className={styles.gone}>{text}</del>;
  return side === "latter" ? <ins className={styles.come}>{text}</ins> : <span>{text}</span>;
}
