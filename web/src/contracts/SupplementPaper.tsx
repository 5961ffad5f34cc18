/** A supplement that is signed on paper. */
import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql, useFragment, useLazyLoadQuery } from "react-relay";
import type { SupplementPaper_supplement$key } from "../__generated__/SupplementPaper_supplement.graphql";
import type { SupplementPaperLodgeMutation } from "../__generated__/SupplementPaperLodgeMutation.graphql";
import type { SupplementPaperPrintMutation } from "../__generated__/SupplementPaperPrintMutation.graphql";
import type { SupplementPaperQuery } from "../__generated__/SupplementPaperQuery.graphql";
import { useAct } from "../network/acting";
import { NothingHere, useTry } from "../parts/Failure";
import { OnPaper } from "./OnPaper";
import { SIGNING } from "./SupplementDeeds";
import { useContractFeed } from "./useContractFeed";
import { mySideOf } from "./WaitsFor";

export default function SupplementPaper({ id }: { id: string }) {
  const [resyncs, setResyncs] = useState(0);
  const { node } = useLazyLoadQuery<SupplementPaperQuery>(
    graphql`
      query SupplementPaperQuery($id: ID!) {
        node(id: $id) {
          __typename
          ... on Supplement {
            id
            contract {
              id
              cursor
            }
            ...SupplementPaper_supplement
          }
        }
      }
    `,
    { id },
    { fetchPolicy: "network-only", fetchKey: `${useTry()} ${resyncs}` },
  );
  const supplement = node?.__typename === "Supplement" ? node : null;
  useContractFeed(supplement?.contract, () => setResyncs((count) => count + 1));
  return supplement ? <Shown supplement={supplement} /> : <NothingHere />;
}

function Shown(given: { supplement: SupplementPaper_supplement$key }) {
  const { t } = useLingui();
  const supplement = useFragment(
    graphql`
      fragment SupplementPaper_supplement on Supplement {
        id
        number
        state
        digest
        printedCode
        pages
        actions
        contract {
          id
          number
          demand {
            id
            title
          }
          awarder {
            id
            name
            myRole
          }
          receiver {
            id
            name
          }
        }
        copies {
          ...OnPaper_copies
        }
        executions {
          ...OnPaper_executions
        }
      }
    `,
    given.supplement,
  );
  const [print, isPrinting] = useAct<SupplementPaperPrintMutation>(graphql`
    mutation SupplementPaperPrintMutation($input: PrintSupplementInput!) {
      printSupplement(input: $input) {
        __typename
        ... on Supplement {
          ...SupplementPaper_supplement
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const [lodge, isLodging] = useAct<SupplementPaperLodgeMutation>(graphql`
    mutation SupplementPaperLodgeMutation($input: LodgeSupplementScanInput!) {
      lodgeSupplementScan(input: $input) {
        __typename
        ... on Supplement {
          ...SupplementPaper_supplement
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const { id: supplementId, number, contract } = supplement;
  const side = mySideOf(contract);
  const party = side === "AWARDER" ? contract.awarder : contract.receiver;
  return (
    <OnPaper
      path={`/contracts/supplements/${supplementId}`}
      name={contract.number}
      what={t`Supplement ${number}`}
      title={contract.demand.title}
      isOpen={SIGNING.includes(supplement.state)}
      side={side}
      party={party}
      printedCode={supplement.printedCode}
      digest={supplement.digest}
      pages={supplement.pages}
      executions={supplement.executions}
      copies={supplement.copies}
      mayHandIn={supplement.actions.includes("LODGE_SCAN")}
      isPrinting={isPrinting}
      print={async (idempotencyKey) => (await print({ supplementId, idempotencyKey })).refusal}
      isHandingIn={isLodging}
      handIn={async (uploadId, idempotencyKey) =>
        (await lodge({ supplementId, partyId: party.id, uploadId, idempotencyKey })).refusal
      }
    />
  );
}
