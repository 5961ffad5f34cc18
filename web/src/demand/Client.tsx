/** Whose demand it is, and where somebody who acts for nobody else yet can change that before it is written. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "wouter";
import { Fact } from "../parts/Fact";
import styles from "./DemandEditor.module.css";

interface ClientProps {
  name: string;
  /** There is no other party that the viewer could write it for. */
  isAlone?: boolean;
}

export function Client({ name, isAlone = false }: ClientProps) {
  const { t } = useLingui();
  return (
    <dl className={styles.summary}>
      <Fact name={t`Client`}>
        {name}
        {isAlone && (
          <>
            {" "}
            <span className={styles.soft}>
              <Trans>
                For a company or a team? <Link href="/settings/parties">Create it first</Link>; what you have written
                here is kept.
              </Trans>
            </span>
          </>
        )}
      </Fact>
    </dl>
  );
}
