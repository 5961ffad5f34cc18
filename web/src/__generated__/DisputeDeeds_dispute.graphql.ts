/**
 * @generated SignedSource<<d4bc61365a419882b1607cec9c5545fc>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type DisputeAction = "ACCEPT_SETTLEMENT" | "ANSWER" | "PROPOSE_SETTLEMENT" | "RULE" | "WITHDRAW" | "%future added value";
export type DisputeState = "ANSWERED" | "DEFAULTED" | "MEDIATION" | "NEGOTIATING" | "OPENED" | "RULED" | "SETTLED" | "WITHDRAWN" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type DisputeDeeds_dispute$data = {
  readonly actions: ReadonlyArray<DisputeAction>;
  readonly held: {
    readonly amount: string;
    readonly currency: string;
  } | null | undefined;
  readonly id: string;
  readonly respondent: {
    readonly id: string;
    readonly name: string;
  } | null | undefined;
  readonly settlement: {
    readonly digest: string;
    readonly fee: {
      readonly amount: string;
      readonly currency: string;
    };
    readonly id: string;
    readonly net: {
      readonly amount: string;
      readonly currency: string;
    };
    readonly toAwarder: {
      readonly amount: string;
      readonly currency: string;
    };
    readonly toReceiver: {
      readonly amount: string;
      readonly currency: string;
    };
  } | null | undefined;
  readonly silenceLoses: boolean;
  readonly state: DisputeState;
  readonly version: number;
  readonly " $fragmentSpreads": FragmentRefs<"Dividing_dispute">;
  readonly " $fragmentType": "DisputeDeeds_dispute";
};
export type DisputeDeeds_dispute$key = {
  readonly " $data"?: DisputeDeeds_dispute$data;
  readonly " $fragmentSpreads": FragmentRefs<"DisputeDeeds_dispute">;
};

const node: ReaderFragment = (function(){
var v0 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v1 = [
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
  "metadata": null,
  "name": "DisputeDeeds_dispute",
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
      "name": "version",
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
      "name": "respondent",
      "plural": false,
      "selections": [
        (v0/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "name",
          "storageKey": null
        }
      ],
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "silenceLoses",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Money",
      "kind": "LinkedField",
      "name": "held",
      "plural": false,
      "selections": (v1/*:: as any*/),
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Settlement",
      "kind": "LinkedField",
      "name": "settlement",
      "plural": false,
      "selections": [
        (v0/*:: as any*/),
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
          "concreteType": "Money",
          "kind": "LinkedField",
          "name": "toReceiver",
          "plural": false,
          "selections": (v1/*:: as any*/),
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "concreteType": "Money",
          "kind": "LinkedField",
          "name": "fee",
          "plural": false,
          "selections": (v1/*:: as any*/),
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "concreteType": "Money",
          "kind": "LinkedField",
          "name": "net",
          "plural": false,
          "selections": (v1/*:: as any*/),
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "concreteType": "Money",
          "kind": "LinkedField",
          "name": "toAwarder",
          "plural": false,
          "selections": (v1/*:: as any*/),
          "storageKey": null
        }
      ],
      "storageKey": null
    },
    {
      "args": null,
      "kind": "FragmentSpread",
      "name": "Dividing_dispute"
    }
  ],
  "type": "Dispute",
  "abstractKey": null
};
})();

(node as any).hash = "db033102e8aaea44bda62992310bda6a";

export default node;
