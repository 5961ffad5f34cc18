/** What a professional compares a scan with: a contract, or a supplement to one. */
import { useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay";
import type { Comparing_contract$key } from "../__generated__/Comparing_contract.graphql";
import type { Comparing_supplement$key } from "../__generated__/Comparing_supplement.graphql";
import type { ComparingContractMutation } from "../__generated__/ComparingContractMutation.graphql";
import type { ComparingSupplementMutation } from "../__generated__/ComparingSupplementMutation.graphql";
import { useAct } from "../network/acting";
import { NothingHere } from "../parts/Failure";
import { ScanAnswer } from "./ScanAnswer";

export function Comparing(given: { contract: Comparing_contract$key }) {
  const { t } = useLingui();
  const contract = useFragment(
    graphql`
      fragment Comparing_contract on Contract {
        id
        number
        version
        digest
        printedCode
        actions
        executions {
          ...ScanAnswer_executions
        }
        present: versions(first: 1) {
          pages
          document {
            ...ScanAnswer_document
          }
        }
      }
    `,
    given.contract,
  );
  const [act, isActing] = useAct<ComparingContractMutation>(graphql`
    mutation ComparingContractMutation($input: VerifyScanInput!) {
      verifyScan(input: $input) {
        __typename
        ... on Contract {
          id
          state
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const { id: contractId, version, present, ...rest } = contract;
  const [latest] = present;
  if (!latest) return <NothingHere />;
  return (
    <ScanAnswer
      {...rest}
      what={t`Version ${version}`}
      pages={latest.pages}
      document={latest.document}
      isActing={isActing}
      send={async (said) => (await act({ ...said, contractId })).refusal}
    />
  );
}

export function ComparingSupplement(given: { supplement: Comparing_supplement$key }) {
  const { t } = useLingui();
  const supplement = useFragment(
    graphql`
      fragment Comparing_supplement on Supplement {
        id
        number
        digest
        printedCode
        pages
        actions
        executions {
          ...ScanAnswer_executions
        }
        document {
          ...ScanAnswer_document
        }
        contract {
          id
          number
        }
      }
    `,
    given.supplement,
  );
  const [act, isActing] = useAct<ComparingSupplementMutation>(graphql`
    mutation ComparingSupplementMutation($input: VerifySupplementScanInput!) {
      verifySupplementScan(input: $input) {
        __typename
        ... on Supplement {
          id
          state
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const { id: supplementId, number, contract, ...rest } = supplement;
  return (
    <ScanAnswer
      {...rest}
      what={t`Supplement ${number}`}
      number={contract.number}
      isActing={isActing}
      send={async (said) => (await act({ ...said, supplementId })).refusal}
    />
  );
}
