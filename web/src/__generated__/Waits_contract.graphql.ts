/**
 * @generated SignedSource<<57b476d8a93547fcc84a7b1f8c84f708>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type ContractSide = "AWARDER" | "RECEIVER" | "%future added value";
export type ContractTask = "ACCEPT_WORK" | "ANSWER_DISPUTE" | "ANSWER_REFUND" | "ANSWER_TERMINATION" | "APPROVE_TERMS" | "COMPARE_SCAN" | "COMPLETE_TERMS" | "DELIVER" | "PAY_IN" | "RELEASE" | "RULE_DISPUTE" | "SETTLE_DISPUTE" | "SIGN" | "%future added value";
export type MemberRole = "MANAGER" | "MEMBER" | "OWNER" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type Waits_contract$data = {
  readonly awarder: {
    readonly id: string;
    readonly myRole: MemberRole | null | undefined;
    readonly name: string;
  };
  readonly receiver: {
    readonly id: string;
    readonly name: string;
  };
  readonly waits: ReadonlyArray<{
    readonly side: ContractSide | null | undefined;
    readonly stage: {
      readonly id: string;
      readonly number: number;
    } | null | undefined;
    readonly task: ContractTask;
  }>;
  readonly " $fragmentType": "Waits_contract";
};
export type Waits_contract$key = {
  readonly " $data"?: Waits_contract$data;
  readonly " $fragmentSpreads": FragmentRefs<"Waits_contract">;
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
  "name": "Waits_contract",
  "selections": [
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
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "ContractWait",
      "kind": "LinkedField",
      "name": "waits",
      "plural": true,
      "selections": [
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "task",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "side",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "concreteType": "Stage",
          "kind": "LinkedField",
          "name": "stage",
          "plural": false,
          "selections": [
            (v0/*:: as any*/),
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "number",
              "storageKey": null
            }
          ],
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

(node as any).hash = "a5929289f6337b5d098c8e9358dcab77";

export default node;
