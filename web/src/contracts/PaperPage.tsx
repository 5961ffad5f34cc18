/** A contract that is signed on paper. */
import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql, useFragment, useLazyLoadQuery } from "react-relay";
import type { PaperPage_contract$key } from "../__generated__/PaperPage_contract.graphql";
import type { PaperPageLodgeMutation } from "../__generated__/PaperPageLodgeMutation.graphql";
import type { PaperPagePrintMutation } from "../__generated__/PaperPagePrintMutation.graphql";
import type { PaperPageQuery } from "../__generated__/PaperPageQuery.graphql";
import { useAct } from "../network/acting";
import { NothingHere, useTry } from "../parts/Failure";
import { EXECUTING } from "./Deeds";
import { OnPaper } from "./OnPaper";
import { useContractFeed } from "./useContractFeed";
import { mySideOf } from "./WaitsFor";

export default function PaperPage({ id }: { id: string }) {
  const [resyncs, setResyncs] = useState(0);
  const { contract } = useLazyLoadQuery<PaperPageQuery>(
    graphql`
      query PaperPageQuery($id: ID!) {
        contract(id: $id) {
          id
          cursor
          ...PaperPage_contract
        }
      }
    `,
    { id },
    { fetchPolicy: "network-only", fetchKey: `${useTry()} ${resyncs}` },
  );
  useContractFeed(contract, () => setResyncs((count) => count + 1));
  return contract ? <Shown contract={contract} /> : <NothingHere />;
}

function Shown(given: { contract: PaperPage_contract$key }) {
  const { t } = useLingui();
  const contract = useFragment(
    graphql`
      fragment PaperPage_contract on Contract {
        id
        number
        state
        version
        digest
        printedCode
        actions
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
        present: versions(first: 1) {
          pages
        }
        copies {
          ...OnPaper_copies
        }
        executions {
          ...OnPaper_executions
        }
      }
    `,
    given.contract,
  );
  const [print, isPrinting] = useAct<PaperPagePrintMutation>(graphql`
    mutation PaperPagePrintMutation($input: PrintContractInput!) {
      printContract(input: $input) {
        __typename
        ... on Contract {
          ...PaperPage_contract
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const [lodge, isLodging] = useAct<PaperPageLodgeMutation>(graphql`
    mutation PaperPageLodgeMutation($input: LodgeScanInput!) {
      lodgeScan(input: $input) {
        __typename
        ... on Contract {
          ...PaperPage_contract
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const { id: contractId, version, awarder, receiver, state } = contract;
  const side = mySideOf(contract);
  const party = side === "AWARDER" ? awarder : receiver;
  return (
    <OnPaper
      path={`/contracts/${contractId}`}
      name={contract.number}
      what={t`Version ${version}`}
      title={contract.demand.title}
      isOpen={EXECUTING.includes(state)}
      side={side}
      party={party}
      printedCode={contract.printedCode}
      digest={contract.digest}
      pages={contract.present[0]?.pages ?? 0}
      executions={contract.executions}
      copies={contract.copies}
      mayHandIn={contract.actions.includes("LODGE_SCAN")}
      isPrinting={isPrinting}
      print={async (idempotencyKey) => (await print({ contractId, idempotencyKey })).refusal}
      isHandingIn={isLodging}
      handIn={async (uploadId, idempotencyKey) =>
        (await lodge({ contractId, partyId: party.id, uploadId, idempotencyKey })).refusal
      }
    />
  );
}
