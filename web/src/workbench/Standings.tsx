import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import type { ReactNode, RefObject } from "react";
import { nameOf, standings } from "../parts/enums";
import type { Filter } from "./filter";
import type { Order } from "./order";
import styles from "./Standings.module.css";

const SHOWN = ["UNDECIDED", "ALTERNATIVE", "ELIMINATED", "SELECTED"];
/** Of several: languages that have a plural of a word use it. */
const titles: Record<string, MessageDescriptor> = {
  ...standings,
  ELIMINATED: msg({ message: "Eliminated", context: "several bidders" }),
  SELECTED: msg({ message: "Selected", context: "several bidders" }),
};

interface StandingsProps {
  counts: ReadonlyMap<string, number>;
  /** What those are of whom nobody has decided anything. */
  undecided: string;
  unread: number;
  filter: Filter;
  onFilter: (filter: Filter) => void;
  wordsRef: RefObject<HTMLInputElement | null>;
  /** What else leads somewhere from here. */
  children: ReactNode;
}

/** How many candidates have each standing, which are shown, and in which order. */
export function Standings({ counts, undecided, unread, filter, onFilter, wordsRef, children }: StandingsProps) {
  const { t, i18n } = useLingui();
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const rows = [
    { key: "all", title: t`All`, count: all, next: { standing: null, isUnread: false } },
    { key: "unread", title: t`Unread`, count: unread, next: { standing: null, isUnread: true } },
    ...SHOWN.filter((each) => each !== "SELECTED" || counts.get(each)).map((standing) => ({
      key: standing,
      title: standing === "UNDECIDED" ? undecided : nameOf(i18n, titles, standing),
      count: counts.get(standing) ?? 0,
      next: { standing, isUnread: false },
    })),
  ];
  const orders: Record<Order, string> = {
    MERIT: t`Highest score`,
    PRICE: t`Lowest price`,
    ARRIVAL: t`First to arrive`,
  };
  return (
    <nav className={styles.standings} aria-label={t`Filters`}>
      <label className={styles.words}>
        <span className="visually-hidden">{t`Filter by name or skill`}</span>
        <input
          ref={wordsRef}
          type="search"
          value={filter.words}
          placeholder={t`Name or skill`}
          onChange={(event) => onFilter({ ...filter, words: event.target.value })}
        />
      </label>
      <ul className={styles.list}>
        {rows.map(({ key, title, count, next }) => (
          <li key={key}>
            <button
              type="button"
              aria-pressed={filter.standing === next.standing && filter.isUnread === next.isUnread}
              onClick={() => onFilter({ ...filter, ...next })}
            >
              <span>{title}</span>
              <span className={styles.count}>{count}</span>
            </button>
          </li>
        ))}
      </ul>
      <label className={styles.order}>
        <span>{t`Order`}</span>
        <select
          aria-label={t`Order`}
          value={filter.order}
          onChange={(event) => onFilter({ ...filter, order: event.target.value as Order })}
        >
          {Object.entries(orders).map(([order, title]) => (
            <option key={order} value={order}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <div className={styles.tools}>{children}</div>
    </nav>
  );
}
