/**
 * @generated SignedSource<<af9f0c3bf1ce1116280ffb8138b0fd2f>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type StageAction = "ACCEPT_WORK" | "AGREE_REFUND" | "FUND" | "OBJECT_REFUND" | "OPEN_DISPUTE" | "RELEASE" | "REQUEST_REFUND" | "REQUEST_REWORK" | "SUBMIT_WORK" | "WITHDRAW_REFUND" | "%future added value";
export type StageState = "ACCEPTED" | "AWAITING_FUNDS" | "CANCELLED" | "DISPUTED" | "FUNDED" | "PARTLY_RELEASED" | "PLANNED" | "REFUNDED" | "REFUND_REQUESTED" | "RELEASED" | "REWORK" | "SETTLED" | "SUBMITTED" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type StageDeeds_stage$data = {
  readonly actions: ReadonlyArray<StageAction>;
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
  readonly version: number;
  readonly " $fragmentType": "StageDeeds_stage";
};
export type StageDeeds_stage$key = {
  readonly " $data"?: StageDeeds_stage$data;
  readonly " $fragmentSpreads": FragmentRefs<"StageDeeds_stage">;
};

const node: ReaderFragment = (function(){
var v0 = [
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
  "name": "StageDeeds_stage",
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "id",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "number",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "title",
      "storageKey": null
    },
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
      "concreteType": "Money",
      "kind": "LinkedField",
      "name": "lacking",
      "plural": false,
      "selections": (v0/*:: as any*/),
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Money",
      "kind": "LinkedField",
      "name": "held",
      "plural": false,
      "selections": (v0/*:: as any*/),
      "storageKey": null
    }
  ],
  "type": "Stage",
  "abstractKey": null
};
})();

(node as any).hash = "22d63e660d7b0843f7e05640b7335112";

export default node;
