/** What has changed in a demand since a bid was written for it: whoever submits or confirms it is bound to that. */
import { Trans, useLingui } from "@lingui/react/macro";
import { fields, useSaying } from "../demand/Changes";
import { nameOf } from "../parts/enums";
import { Notice } from "../parts/Notice";
import styles from "./Amended.module.css";
import type { Change } from "./terms";
import { Words } from "./Words";

export function Amended({ changes }: { changes: readonly Change[] }) {
  const { i18n } = useLingui();
  const say = useSaying();
  if (changes.length === 0) return null;
  return (
    <Notice tone="warn">
      <p>
        <Trans>The demand has changed. Read what is different: your bid is for the demand as it is now.</Trans>
      </p>
      <dl className={styles.changes}>
        {changes.map(({ field, from, to }) => (
          <div key={field}>
            <dt>{nameOf(i18n, fields, field)}</dt>
            <dd>
              {field === "description" ? (
                <Words former={from ?? ""} latter={to ?? ""} />
              ) : (
                <>
                  {from && <del>{say(field, from)}</del>} {to ? <ins>{say(field, to)}</ins> : <Trans>not stated</Trans>}
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </Notice>
  );
}
