/**
 * @generated SignedSource<<7d4a746e482912817fd3c161163ba49f>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type ContractAction = "ACCEPT_TERMINATION" | "APPROVE_TERMS" | "DECLINE_TERMINATION" | "LODGE_SCAN" | "PROPOSE_TERMINATION" | "REFUSE" | "REJECT_SCAN" | "REVISE" | "SIGN" | "VERIFY_SCAN" | "%future added value";
export type ContractSide = "AWARDER" | "RECEIVER" | "%future added value";
export type ContractState = "COMPLETED" | "CONSISTENCY_FAILED" | "DRAFT" | "EFFECTIVE" | "EXPIRED" | "NEGOTIATING" | "PARTLY_EXECUTED" | "PERFORMING" | "READY_TO_SIGN" | "REFUSED" | "SUPERSEDED" | "TERMINATED" | "VERIFYING_OFFLINE" | "%future added value";
export type ExecutionState = "EXECUTED" | "FAILED" | "LODGED" | "PENDING" | "VERIFIED" | "%future added value";
export type MemberRole = "MANAGER" | "MEMBER" | "OWNER" | "%future added value";
export type PartyKind = "ENTERPRISE" | "INDIVIDUAL" | "TEAM" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type WaitsFor_contract$data = {
  readonly actions: ReadonlyArray<ContractAction>;
  readonly approvals: ReadonlyArray<{
    readonly side: ContractSide;
  }>;
  readonly awarder: {
    readonly id: string;
    readonly kind: PartyKind;
    readonly myRole: MemberRole | null | undefined;
    readonly name: string;
    readonly signers: ReadonlyArray<{
      readonly id: string;
    }> | null | undefined;
  };
  readonly endReason: string | null | undefined;
  readonly executions: ReadonlyArray<{
    readonly note: string | null | undefined;
    readonly side: ContractSide;
    readonly state: ExecutionState;
  }>;
  readonly expiresAt: string | null | undefined;
  readonly id: string;
  readonly missing: ReadonlyArray<string>;
  readonly receiver: {
    readonly id: string;
    readonly kind: PartyKind;
    readonly myRole: MemberRole | null | undefined;
    readonly name: string;
    readonly signers: ReadonlyArray<{
      readonly id: string;
    }> | null | undefined;
  };
  readonly state: ContractState;
  readonly " $fragmentType": "WaitsFor_contract";
};
export type WaitsFor_contract$key = {
  readonly " $data"?: WaitsFor_contract$data;
  readonly " $fragmentSpreads": FragmentRefs<"WaitsFor_contract">;
};

const node: ReaderFragment = (function(){
var v0 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v1 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "state",
  "storageKey": null
},
v2 = [
  (v0/*:: as any*/),
  {
    "alias": null,
    "args": null,
    "kind": "ScalarField",
    "name": "name",
    "storageKey": null
  },
  {
    "alias": null,
    "args": null,
    "kind": "ScalarField",
    "name": "kind",
    "storageKey": null
  },
  {
    "alias": null,
    "args": null,
    "kind": "ScalarField",
    "name": "myRole",
    "storageKey": null
  },
  {
    "alias": null,
    "args": null,
    "concreteType": "User",
    "kind": "LinkedField",
    "name": "signers",
    "plural": true,
    "selections": [
      (v0/*:: as any*/)
    ],
    "storageKey": null
  }
],
v3 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "side",
  "storageKey": null
};
return {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "WaitsFor_contract",
  "selections": [
    (v0/*:: as any*/),
    (v1/*:: as any*/),
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "expiresAt",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "endReason",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "missing",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "actions",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Party",
      "kind": "LinkedField",
      "name": "awarder",
      "plural": false,
      "selections": (v2/*:: as any*/),
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Party",
      "kind": "LinkedField",
      "name": "receiver",
      "plural": false,
      "selections": (v2/*:: as any*/),
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Approval",
      "kind": "LinkedField",
      "name": "approvals",
      "plural": true,
      "selections": [
        (v3/*:: as any*/)
      ],
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Execution",
      "kind": "LinkedField",
      "name": "executions",
      "plural": true,
      "selections": [
        (v3/*:: as any*/),
        (v1/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "note",
          "storageKey": null
        }
      ],
      "storageKey": null
    }
  ],
  "type": "Contract",
  "abstractKey": null
};
})();

(node as any).hash = "37a6b6c5dbf2a56993af06b2765e77e9";

export default node;
