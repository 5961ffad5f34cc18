/**
 * @generated SignedSource<<162043e5d976ebd892208ff2acdb5461>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type ContractAction = "ACCEPT_TERMINATION" | "APPROVE_TERMS" | "DECLINE_TERMINATION" | "LODGE_SCAN" | "PROPOSE_TERMINATION" | "REFUSE" | "REJECT_SCAN" | "REVISE" | "SIGN" | "VERIFY_SCAN" | "%future added value";
export type ContractSide = "AWARDER" | "RECEIVER" | "%future added value";
export type ContractState = "COMPLETED" | "CONSISTENCY_FAILED" | "DRAFT" | "EFFECTIVE" | "EXPIRED" | "NEGOTIATING" | "PARTLY_EXECUTED" | "PERFORMING" | "READY_TO_SIGN" | "REFUSED" | "SUPERSEDED" | "TERMINATED" | "VERIFYING_OFFLINE" | "%future added value";
export type MemberRole = "MANAGER" | "MEMBER" | "OWNER" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type Termination_contract$data = {
  readonly actions: ReadonlyArray<ContractAction>;
  readonly awarder: {
    readonly id: string;
    readonly myRole: MemberRole | null | undefined;
    readonly name: string;
  };
  readonly id: string;
  readonly receiver: {
    readonly id: string;
    readonly name: string;
  };
  readonly state: ContractState;
  readonly terminationBy: ContractSide | null | undefined;
  readonly terminationReason: string | null | undefined;
  readonly " $fragmentType": "Termination_contract";
};
export type Termination_contract$key = {
  readonly " $data"?: Termination_contract$data;
  readonly " $fragmentSpreads": FragmentRefs<"Termination_contract">;
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
  "name": "name",
  "storageKey": null
};
return {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "Termination_contract",
  "selections": [
    (v0/*:: as any*/),
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "state",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "terminationBy",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "terminationReason",
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
      "selections": [
        (v0/*:: as any*/),
        (v1/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "myRole",
          "storageKey": null
        }
      ],
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Party",
      "kind": "LinkedField",
      "name": "receiver",
      "plural": false,
      "selections": [
        (v0/*:: as any*/),
        (v1/*:: as any*/)
      ],
      "storageKey": null
    }
  ],
  "type": "Contract",
  "abstractKey": null
};
})();

(node as any).hash = "35921b0f2ed0b3cbee0469ca453d52e1";

export default node;
