/** Giving something to a member of the staff, which administrators do. */
import { Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, useState } from "react";
import { graphql, useLazyLoadQuery } from "react-relay";
import type { AssigningQuery, StaffRole } from "../__generated__/AssigningQuery.graphql";
import type { Refusal } from "../network/refusals";
import { Asking } from "./Asking";
import { Select } from "./Select";

interface AssigningProps {
  title: string;
  /** Who can get it. */
  among: StaffRole;
  /** Who has it already. */
  holder?: string | undefined;
  /** Says of each how much of the queue they have. */
  countsWork?: boolean;
  isActing: boolean;
  send: (member: { id: string; name: string }, key: string) => Promise<Refusal | null>;
  onClose: () => void;
  children?: ReactNode;
}

export function Assigning({ title, among, holder, countsWork = false, send, children, ...asking }: AssigningProps) {
  const { t } = useLingui();
  const [chosen, setChosen] = useState("");
  const { staffMembers } = useLazyLoadQuery<AssigningQuery>(
    graphql`
      query AssigningQuery($role: StaffRole!) {
        staffMembers(role: $role, first: 200) {
          edges {
            node {
              id
              user {
                id
                name
              }
              openCount
            }
          }
        }
      }
    `,
    { role: among },
    { fetchPolicy: "network-only" },
  );
  const members = staffMembers.edges.map(({ node }) => node).filter(({ user }) => user.id !== holder);
  const member = members.find(({ user }) => user.id === chosen) ?? members[0];
  const why = !member && <Trans>There is nobody on the staff to give it to.</Trans>;
  return (
    <Asking
      {...asking}
      title={title}
      button={t`Assign`}
      act={async (key) => (member ? send(member.user, key) : null)}
      {...(why && { why })}
    >
      {children}
      {member && (
        <Select label={t`Member of the staff`} value={member.user.id} onChange={setChosen}>
          {members.map(({ user: { id, name }, openCount }) => (
            <option key={id} value={id}>
              {countsWork ? t`${name} (open work: ${openCount})` : name}
            </option>
          ))}
        </Select>
      )}
    </Asking>
  );
}
