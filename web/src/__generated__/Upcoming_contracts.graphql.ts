/**
 * @generated SignedSource<<4d2ecd53e06bb787cbf9787e2b35e396>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type StageState = "ACCEPTED" | "AWAITING_FUNDS" | "CANCELLED" | "DISPUTED" | "FUNDED" | "PARTLY_RELEASED" | "PLANNED" | "REFUNDED" | "REFUND_REQUESTED" | "RELEASED" | "REWORK" | "SETTLED" | "SUBMITTED" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type Upcoming_contracts$data = ReadonlyArray<{
  readonly awarder: {
    readonly id: string;
    readonly name: string;
  };
  readonly demand: {
    readonly id: string;
    readonly title: string;
  };
  readonly id: string;
  readonly number: string;
  readonly receiver: {
    readonly id: string;
    readonly name: string;
  };
  readonly stages: ReadonlyArray<{
    readonly dueOn: any | null | undefined;
    readonly held: {
      readonly amount: string;
      readonly currency: string;
    };
    readonly id: string;
    readonly lacking: {
      readonly amount: string;
      readonly currency: string;
    };
    readonly number: number;
    readonly state: StageState;
    readonly title: string;
  }>;
  readonly " $fragmentType": "Upcoming_contracts";
}>;
export type Upcoming_contracts$key = ReadonlyArray<{
  readonly " $data"?: Upcoming_contracts$data;
  readonly " $fragmentSpreads": FragmentRefs<"Upcoming_contracts">;
}>;

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
  "name": "title",
  "storageKey": null
},
v3 = [
  (v0/*:: as any*/),
  {
    "alias": null,
    "args": null,
    "kind": "ScalarField",
    "name": "name",
    "storageKey": null
  }
],
v4 = [
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
];
return {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": {
    "plural": true
  },
  "name": "Upcoming_contracts",
  "selections": [
    (v0/*:: as any*/),
    (v1/*:: as any*/),
    {
      "alias": null,
      "args": null,
      "concreteType": null,
      "kind": "LinkedField",
      "name": "demand",
      "plural": false,
      "selections": [
        (v0/*:: as any*/),
        (v2/*:: as any*/)
      ],
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Party",
      "kind": "LinkedField",
      "name": "awarder",
      "plural": false,
      "selections": (v3/*:: as any*/),
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Party",
      "kind": "LinkedField",
      "name": "receiver",
      "plural": false,
      "selections": (v3/*:: as any*/),
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Stage",
      "kind": "LinkedField",
      "name": "stages",
      "plural": true,
      "selections": [
        (v0/*:: as any*/),
        (v1/*:: as any*/),
        (v2/*:: as any*/),
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
          "name": "dueOn",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "concreteType": "Money",
          "kind": "LinkedField",
          "name": "lacking",
          "plural": false,
          "selections": (v4/*:: as any*/),
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "concreteType": "Money",
          "kind": "LinkedField",
          "name": "held",
          "plural": false,
          "selections": (v4/*:: as any*/),
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

(node as any).hash = "0cb379919c49e402133f06b8d3d73911";

export default node;
