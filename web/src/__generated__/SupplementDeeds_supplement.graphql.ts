/**
 * @generated SignedSource<<258ac7526bffafa42dcdd8dd95fc5ab6>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type ContractSide = "AWARDER" | "RECEIVER" | "%future added value";
export type ExecutionState = "EXECUTED" | "FAILED" | "LODGED" | "PENDING" | "VERIFIED" | "%future added value";
export type MemberRole = "MANAGER" | "MEMBER" | "OWNER" | "%future added value";
export type SupplementAction = "APPROVE" | "CANCEL" | "LODGE_SCAN" | "REJECT" | "REJECT_SCAN" | "SIGN" | "VERIFY_SCAN" | "%future added value";
export type SupplementState = "ACTIVE" | "CANCELLED" | "DRAFT" | "EXPIRED" | "PARTLY_EXECUTED" | "PROPOSED" | "READY_TO_SIGN" | "REJECTED" | "STALE" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type SupplementDeeds_supplement$data = {
  readonly actions: ReadonlyArray<SupplementAction>;
  readonly contract: {
    readonly awarder: {
      readonly id: string;
      readonly myRole: MemberRole | null | undefined;
      readonly name: string;
    };
    readonly id: string;
    readonly number: string;
    readonly receiver: {
      readonly id: string;
      readonly name: string;
    };
  };
  readonly digest: string;
  readonly document: {
    readonly fileName: string;
    readonly id: string;
    readonly url: string;
  };
  readonly executions: ReadonlyArray<{
    readonly side: ContractSide;
    readonly state: ExecutionState;
  }>;
  readonly id: string;
  readonly number: number;
  readonly state: SupplementState;
  readonly total: {
    readonly amount: string;
    readonly currency: string;
  };
  readonly " $fragmentType": "SupplementDeeds_supplement";
};
export type SupplementDeeds_supplement$key = {
  readonly " $data"?: SupplementDeeds_supplement$data;
  readonly " $fragmentSpreads": FragmentRefs<"SupplementDeeds_supplement">;
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
  "name": "number",
  "storageKey": null
},
v2 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "state",
  "storageKey": null
},
v3 = {
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
  "name": "SupplementDeeds_supplement",
  "selections": [
    (v0/*:: as any*/),
    (v1/*:: as any*/),
    (v2/*:: as any*/),
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "digest",
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
      "concreteType": "Attachment",
      "kind": "LinkedField",
      "name": "document",
      "plural": false,
      "selections": [
        (v0/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "fileName",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "url",
          "storageKey": null
        }
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
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "side",
          "storageKey": null
        },
        (v2/*:: as any*/)
      ],
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Contract",
      "kind": "LinkedField",
      "name": "contract",
      "plural": false,
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
          "selections": [
            (v0/*:: as any*/),
            (v3/*:: as any*/),
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
            (v3/*:: as any*/)
          ],
          "storageKey": null
        }
      ],
      "storageKey": null
    }
  ],
  "type": "Supplement",
  "abstractKey": null
};
})();

(node as any).hash = "037b6b31f9c61e6ed72793480e017794";

export default node;
