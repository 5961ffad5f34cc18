/** The weights of the criteria: tried at once in the list, and kept only with an amendment of the demand. */
import { Trans, useLingui } from "@lingui/react/macro";
import { type RefObject, useEffect, useRef, useState } from "react";
import { graphql } from "react-relay";
import type { WeightsAmendMutation } from "../__generated__/WeightsAmendMutation.graphql";
import { useAct } from "../network/acting";
import { Asking } from "../parts/Asking";
import { Button } from "../parts/Button";
import { nameOf, criteria as names } from "../parts/enums";
import { useTexts } from "../parts/texts";
import { Part } from "./ScoreBar";
import type { Trying } from "./trying";
import styles from "./Weights.module.css";
import { type Weights as Shares, shifted, WHOLE, wholeTenths } from "./weights";

interface WeightsProps {
  demand: { id: string; version: number; state: string; actions: readonly string[]; bidCount: number };
  trying: Trying;
  onClose: () => void;
}

export default function Weights({ demand, trying, onClose }: WeightsProps) {
  const { t } = useLingui();
  const [isAsking, setAsking] = useState(false);
  const { weights, isTrying, set, prepare } = trying;
  const keys = Object.keys(weights);
  const { move, forget } = useMoving(weights, set);
  const reset = () => {
    forget();
    trying.reset();
  };
  const firstRef = useRef<HTMLInputElement>(null);
  useEffect(() => firstRef.current?.focus(), []);
  useEffect(prepare, [prepare]);
  const mayKeep = demand.state === "OPEN" && demand.actions.includes("AMEND");
  return (
    <section className={styles.weights} aria-label={t`Weights`}>
      <header className={styles.head}>
        <h2>
          <Trans>Weights</Trans>
        </h2>
        <p className={styles.hint}>
          {isTrying ? <Trans>Only you see this order.</Trans> : <Trans>These are the weights of the demand.</Trans>}
        </p>
        <div className={styles.buttons}>
          <Button onPress={reset} isDisabled={!isTrying}>
            <Trans>Reset</Trans>
          </Button>
          {mayKeep && (
            <Button onPress={() => setAsking(true)} isDisabled={!isTrying}>
              <Trans>Keep</Trans> …
            </Button>
          )}
          <Button look="quiet" onPress={onClose} aria-label={t`Close the weights`}>
            ✕
          </Button>
        </div>
      </header>
      <ul className={styles.list}>
        {keys.map((key, index) => (
          <Weight
            key={key}
            name={key}
            keys={keys}
            weight={weights[key] ?? 0}
            fieldRef={index === 0 ? firstRef : undefined}
            onMove={(weight) => move(key, weight)}
            onWrite={(weight) => move(key, weight, true)}
          />
        ))}
      </ul>
      {!mayKeep && (
        <p className={styles.hint}>
          {demand.state === "OPEN" ? (
            <Trans>Only owners and managers of the client can keep other weights.</Trans>
          ) : (
            <Trans>Bidding is over: the weights that count can no longer change.</Trans>
          )}
        </p>
      )}
      {isAsking && (
        <KeepDialog
          demand={demand}
          weights={weights}
          onKept={() => {
            reset();
            setAsking(false);
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </section>
  );
}

/**
 * While one weight moves, the others keep the proportions that they had when it began to. What is written as a number
 * stays when another one is.
 */
function useMoving(weights: Shares, set: (weights: Shares) => void) {
  const begun = useRef<{ key: string; base: Shares; last: Shares } | null>(null);
  const written = useRef<ReadonlySet<string>>(new Set());
  const move = (key: string, weight: number, isWritten = false) => {
    const isSame = begun.current?.key === key && begun.current.last === weights;
    const base = isSame && begun.current ? begun.current.base : weights;
    const next = shifted(base, key, weight, written.current);
    begun.current = { key, base, last: next };
    if (isWritten) written.current = new Set([...written.current, key]);
    set(next);
  };
  const forget = () => {
    written.current = new Set();
  };
  return { move, forget };
}

interface WeightProps {
  name: string;
  keys: readonly string[];
  weight: number;
  fieldRef: RefObject<HTMLInputElement | null> | undefined;
  /** With the slider. */
  onMove: (weight: number) => void;
  /** As a number. */
  onWrite: (weight: number) => void;
}

function Weight({ name, keys, weight, fieldRef, onMove, onWrite }: WeightProps) {
  const { t, i18n } = useLingui();
  const { percent } = useTexts();
  const title = nameOf(i18n, names, name);
  return (
    <li className={styles.weight}>
      <span className={styles.name}>
        <Part criteria={keys} name={name} />
        {title}
      </span>
      <input
        ref={fieldRef}
        type="range"
        min={0}
        max={WHOLE}
        step={100}
        value={weight}
        aria-label={t`Weight of ${title}`}
        aria-valuetext={percent(weight / WHOLE)}
        onChange={(event) => onMove(Number(event.target.value))}
      />
      <Percent title={title} weight={weight} onWrite={onWrite} />
    </li>
  );
}

/** The same weight as a number, which is taken when it is complete. */
function Percent({ title, weight, onWrite }: Pick<WeightProps, "weight" | "onWrite"> & { title: string }) {
  const { t } = useLingui();
  const [typed, setTyped] = useState<string | null>(null);
  const take = () => {
    const share = Number(typed?.replace(",", "."));
    if (typed !== null && typed.trim() !== "" && Number.isFinite(share)) onWrite(share * 100);
    setTyped(null);
  };
  return (
    <label className={styles.percent}>
      <input
        inputMode="decimal"
        aria-label={t`Weight of ${title} in percent`}
        value={typed ?? String(weight / 100)}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => event.key === "Enter" && take()}
      />
      %
    </label>
  );
}

interface KeepProps {
  demand: WeightsProps["demand"];
  weights: Shares;
  onKept: () => void;
  onClose: () => void;
}

/** Other weights are a material amendment: every bid has to be confirmed by its applicant. */
function KeepDialog({ demand, weights, onKept, onClose }: KeepProps) {
  const { t, i18n } = useLingui();
  const { percent } = useTexts();
  const [act, isActing] = useAct<WeightsAmendMutation>(graphql`
    mutation WeightsAmendMutation($input: AmendDemandInput!) {
      amendDemand(input: $input) {
        __typename
        ... on BiddingDemand {
          id
          version
          deadlineAt
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  // A demand that was amended meanwhile has other weights to compare with: it is decided anew on what stands then.
  const [version, setVersion] = useState(demand.version);
  const keep = async (idempotencyKey: string) => {
    const criteria = Object.entries(weights).map(([key, weight]) => ({ key, weight }));
    const { refusal } = await act({ demandId: demand.id, expectedVersion: version, criteria, idempotencyKey });
    if (refusal?.currentVersion) setVersion(refusal.currentVersion);
    if (!refusal) onKept();
    return refusal;
  };
  const shown = wholeTenths(weights);
  return (
    <Asking
      title={t`Rank by these weights from now on`}
      button={version === demand.version ? t`Amend the demand` : t`Amend the demand anyway`}
      isActing={isActing}
      act={keep}
      onClose={onClose}
    >
      <ul className={styles.kept}>
        {Object.entries(weights).map(([key, weight]) => (
          <li key={key}>
            <span>{nameOf(i18n, names, key)}</span>
            <span>{percent((shown[key] ?? weight) / WHOLE)}</span>
          </li>
        ))}
      </ul>
      <p>
        <Trans>
          The demand is amended for everybody. Each of its {demand.bidCount} bids ranks again only when its bidder has
          confirmed it, and the deadline moves if it is too near for that.
        </Trans>
      </p>
    </Asking>
  );
}
