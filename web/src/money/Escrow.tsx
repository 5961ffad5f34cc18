import { useLingui } from "@lingui/react/macro";
import { useEffect } from "react";
import { graphql, useFragment } from "react-relay";
import type { Escrow_contract$key } from "../__generated__/Escrow_contract.graphql";
import { mySideOf } from "../contracts/WaitsFor";
import { EscrowStage } from "./EscrowStage";
import styles from "./Money.module.css";
import { placeOfStage } from "./placesOfContract";

/** The stages of an effective contract: their work, their money, and what one may decide about them. */
export function Escrow(given: { contract: Escrow_contract$key }) {
  const { t } = useLingui();
  const contract = useFragment(
    graphql`
      fragment Escrow_contract on Contract {
        effectiveAt
        awarder {
          id
          name
          myRole
        }
        receiver {
          id
          name
        }
        stages {
          id
          number
          actions
          ...EscrowStage_stage
        }
      }
    `,
    given.contract,
  );
  const { effectiveAt, awarder, receiver, stages } = contract;
  useNamedPlace();
  if (!effectiveAt) return null;
  const next = stages.find(({ actions }) => actions.length > 0);
  const side = mySideOf(contract);
  return (
    <section id="stages" className={styles.section}>
      <h2>{t`Stages and their money`}</h2>
      <ol className={styles.stages}>
        {stages.map((stage) => (
          <li key={stage.id} id={placeOfStage(stage.number)}>
            <EscrowStage
              stage={stage}
              side={side}
              partyId={side === "AWARDER" ? awarder.id : receiver.id}
              other={side === "AWARDER" ? receiver.name : awarder.name}
              isNext={stage === next}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The browser has looked for the place that an address names before it was there. */
function useNamedPlace() {
  useEffect(() => {
    if (location.hash.startsWith("#stage-")) document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }, []);
}
