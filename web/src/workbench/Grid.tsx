/** The candidates as a grid, of which only the rows in sight are in the page. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useVirtualizer } from "@tanstack/react-virtual";
import {
  type CSSProperties,
  type ReactNode,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { useTexts } from "../parts/texts";
import type { Candidate } from "./candidates";
import styles from "./Grid.module.css";
import { GridRow } from "./GridRow";
import { SkipHere } from "./SkipHere";
import type { Weights } from "./weights";

const GRID = "bidders";
/** The height of the heading, in pixels. */
const HEADING = 40;
/** The height of what is said over its end, as the style sheet has it. */
const COVER = 56;
/** The widths of a column of prices, and of one of their letters, in rem. */
const NARROWEST = 5.5;
const LETTER = 0.55;

interface GridProps {
  gridRef: RefObject<HTMLDivElement | null>;
  candidates: readonly Candidate[];
  ranks: ReadonlyMap<string, number>;
  criteria: readonly string[];
  /** The upper bound of the budget in major units, that prices are shown against. */
  budget: number | null;
  /** The state of the demand. */
  state: string;
  active: string | null;
  checked: ReadonlySet<string>;
  /** Other weights that are tried, and the ranks without them; null while none are. */
  weights: Weights | null;
  former: ReadonlyMap<string, number>;
  onChoose: (id: string) => void;
  onToggle: (id: string) => void;
  /** Whether something is said over its end. */
  isCovered: boolean;
  /** What is said where there are no rows. */
  children?: ReactNode;
}

export function Grid({ gridRef, candidates, ranks, former, active, checked, isCovered, ...given }: GridProps) {
  const { weights, children, ...rest } = given;
  const { t } = useLingui();
  const height = useRowHeight(gridRef);
  const price = usePriceWidth(candidates);
  // All are as high: it works nothing out anew when they change their order, and rows have the keys of their candidates.
  const rows = useVirtualizer({
    count: candidates.length,
    getScrollElement: () => gridRef.current,
    estimateSize: () => height,
    overscan: 6,
    // The heading stays above the rows.
    scrollPaddingStart: HEADING,
    scrollPaddingEnd: isCovered ? COVER : 0,
    paddingStart: HEADING,
  });
  const place = candidates.findIndex(({ id }) => id === active);
  useStayingInPlace(gridRef, active, place, height);
  const { scrollToIndex, measure } = rows;
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows are placed anew when they get another height
  useLayoutEffect(measure, [height]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another active row is scrolled to, not one that moves
  useEffect(() => {
    if (place >= 0) scrollToIndex(place, { align: "auto" });
  }, [active]);
  return (
    <div className={styles.frame}>
      <SkipHere to={GRID}>
        <Trans>To the bidders</Trans>
      </SkipHere>
      <div
        ref={gridRef}
        id={GRID}
        className={styles.grid}
        role="grid"
        data-covered={isCovered || undefined}
        tabIndex={0}
        aria-label={t`Bidders`}
        aria-rowcount={candidates.length + 1}
        aria-activedescendant={place >= 0 ? rowId(active ?? "") : undefined}
        aria-multiselectable={true}
      >
        <div className={styles.sheet} style={{ height: rows.getTotalSize(), "--price": price } as CSSProperties}>
          <div className={styles.heading} role="row" aria-rowindex={1}>
            <span role="columnheader" className={styles.number}>
              <Trans>Rank</Trans>
            </span>
            <span role="columnheader">
              <Trans>Bidder</Trans>
            </span>
            <span role="columnheader" className={styles.number}>
              <Trans>Price</Trans>
            </span>
            <span role="columnheader" className={`${styles.number} ${styles.extra} ${styles.share}`}>
              <Trans>Budget</Trans>
            </span>
            <span role="columnheader" className={`${styles.number} ${styles.extra}`}>
              <Trans>Days</Trans>
            </span>
            <span role="columnheader">
              <Trans>Score</Trans>
            </span>
            <span role="columnheader" className={`${styles.number} ${styles.extra}`}>
              <Trans>Remarks</Trans>
            </span>
            <span role="columnheader" className={styles.standing}>
              <Trans>Status</Trans>
            </span>
          </div>
          {rows.getVirtualItems().map(({ index, start }) => {
            const candidate = candidates[index];
            return candidate ? (
              <GridRow
                key={candidate.id}
                candidate={candidate}
                id={rowId(candidate.id)}
                place={index}
                top={start}
                rank={ranks.get(candidate.id) ?? null}
                rise={weights ? (former.get(candidate.id) ?? 0) - (ranks.get(candidate.id) ?? 0) : 0}
                weights={weights}
                isActive={candidate.id === active}
                isChecked={checked.has(candidate.id)}
                isSelected={checked.size > 0 ? checked.has(candidate.id) : candidate.id === active}
                {...rest}
              />
            ) : null;
          })}
          {children && (
            <div role="row" aria-rowindex={2}>
              <div role="gridcell">{children}</div>
            </div>
          )}
        </div>
      </div>
    </div>
  );
}

function rowId(id: string): string {
  return `candidate-${id}`;
}

/** The width of the longest price: each row is laid out by itself, and all have the same columns. */
function usePriceWidth(candidates: readonly Candidate[]): string {
  const { money } = useTexts();
  let longest: Price | null = null;
  for (const { applicant } of candidates) {
    const price = applicant.bid?.price;
    if (price && digitsOf(price) > (longest ? digitsOf(longest) : 0)) longest = price;
  }
  return `${Math.max(NARROWEST, ((longest ? money(longest).length : 0) + 0.5) * LETTER)}rem`;
}

type Price = NonNullable<Candidate["applicant"]["bid"]>["price"];

/** Of whole amounts only those before the point are shown. */
function digitsOf({ amount }: Price): number {
  return String(amount).replace(/\.0+$/, "").length;
}

/** The height of each row in pixels, as the style sheet has it for the width of the grid. */
function useRowHeight(gridRef: RefObject<HTMLDivElement | null>): number {
  const [height, setHeight] = useState(HEADING);
  useLayoutEffect(() => {
    const grid = gridRef.current;
    if (!grid) return;
    const observer = new ResizeObserver(() =>
      setHeight(Number.parseFloat(getComputedStyle(grid).getPropertyValue("--row"))),
    );
    observer.observe(grid);
    return () => observer.disconnect();
  }, [gridRef]);
  return height;
}

/** Keeps the active row where it is on the screen when others come before it or leave. */
function useStayingInPlace(
  gridRef: RefObject<HTMLDivElement | null>,
  active: string | null,
  place: number,
  height: number,
): void {
  const before = useRef({ active, place });
  useLayoutEffect(() => {
    const moved = place - before.current.place;
    const isSame = before.current.active === active && before.current.place >= 0 && place >= 0;
    if (isSame && moved !== 0 && gridRef.current) gridRef.current.scrollTop += moved * height;
    before.current = { active, place };
  }, [gridRef, active, place, height]);
}
