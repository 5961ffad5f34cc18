import { Trans } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay";
import { Link } from "wouter";
import type { ContractLink_award$key } from "../__generated__/ContractLink_award.graphql";

interface ContractLinkProps {
  award: ContractLink_award$key;
  /** What the viewer is in the party of theirs that it concerns. */
  role: string | null | undefined;
  className?: string | undefined;
}

/** The way from an accepted award to its contract, or to drafting it for those who may. */
export function ContractLink({ role, className, ...given }: ContractLinkProps) {
  const { id, state, contract } = useFragment(
    graphql`
      fragment ContractLink_award on Award {
        id
        state
        contract {
          id
        }
      }
    `,
    given.award,
  );
  if (contract) {
    return (
      <Link href={`/contracts/${contract.id}`} className={className}>
        <Trans>Contract</Trans>
      </Link>
    );
  }
  if (state !== "ACCEPTED" || (role !== "OWNER" && role !== "MANAGER")) return null;
  return (
    <Link href={`/awards/${id}/contract`} className={className}>
      <Trans>Draft the contract</Trans>
    </Link>
  );
}
