/**
 * @generated SignedSource<<c6b9bcc342d7cb7bf427c1b1659b4d1c>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type ContractSide = "AWARDER" | "RECEIVER" | "%future added value";
export type ContractState = "COMPLETED" | "CONSISTENCY_FAILED" | "DRAFT" | "EFFECTIVE" | "EXPIRED" | "NEGOTIATING" | "PARTLY_EXECUTED" | "PERFORMING" | "READY_TO_SIGN" | "REFUSED" | "SUPERSEDED" | "TERMINATED" | "VERIFYING_OFFLINE" | "%future added value";
export type MemberRole = "MANAGER" | "MEMBER" | "OWNER" | "%future added value";
export type SupplementState = "ACTIVE" | "CANCELLED" | "DRAFT" | "EXPIRED" | "PARTLY_EXECUTED" | "PROPOSED" | "READY_TO_SIGN" | "REJECTED" | "STALE" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type Supplements_contract$data = {
  readonly awarder: {
    readonly id: string;
    readonly myRole: MemberRole | null | undefined;
    readonly name: string;
  };
  readonly id: string;
  readonly receiver: {
    readonly id: string;
    readonly myRole: MemberRole | null | undefined;
    readonly name: string;
  };
  readonly state: ContractState;
  readonly supplements: ReadonlyArray<{
    readonly activatedAt: string | null | undefined;
    readonly changes: ReadonlyArray<{
      readonly from: string | null | undefined;
      readonly path: string;
      readonly to: string | null | undefined;
    }>;
    readonly draftedAt: string;
    readonly id: string;
    readonly number: number;
    readonly proposedAt: string | null | undefined;
    readonly rationale: string;
    readonly side: ContractSide;
    readonly state: SupplementState;
    readonly total: {
      readonly amount: string;
      readonly currency: string;
    };
  }>;
  readonly " $fragmentType": "Supplements_contract";
};
export type Supplements_contract$key = {
  readonly " $data"?: Supplements_contract$data;
  readonly " $fragmentSpreads": FragmentRefs<"Supplements_contract">;
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
    "name": "myRole",
    "storageKey": null
  }
];
return {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "Supplements_contract",
  "selections": [
    (v0/*:: as any*/),
    (v1/*:: as any*/),
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
      "concreteType": "Supplement",
      "kind": "LinkedField",
      "name": "supplements",
      "plural": true,
      "selections": [
        (v0/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "number",
          "storageKey": null
        },
        (v1/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "rationale",
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
          "kind": "ScalarField",
          "name": "draftedAt",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "proposedAt",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "activatedAt",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "concreteType": "Money",
          "kind": "LinkedField",
          "name": "total",
          "plural": false,
          "selections": [
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "amount",
              "storageKey": null
            },
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "currency",
              "storageKey": null
            }
          ],
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "concreteType": "TermsChange",
          "kind": "LinkedField",
          "name": "changes",
          "plural": true,
          "selections": [
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "path",
              "storageKey": null
            },
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "from",
              "storageKey": null
            },
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "to",
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

(node as any).hash = "af52b0547629205c01ae74397d746a24";

export default node;
