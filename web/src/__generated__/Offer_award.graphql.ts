/**
 * @generated SignedSource<<c232d65e9592554bac2bc582706c19e7>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type AwardAction = "ACCEPT" | "DECLINE" | "REVOKE" | "%future added value";
export type AwardState = "ACCEPTED" | "DECLINED" | "LAPSED" | "OFFERED" | "REVOKED" | "VOIDED" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type Offer_award$data = {
  readonly actions: ReadonlyArray<AwardAction>;
  readonly demand: {
    readonly id: string;
    readonly title: string;
  };
  readonly id: string;
  readonly lapsesAt: string;
  readonly price: {
    readonly amount: string;
    readonly currency: string;
  };
  readonly state: AwardState;
  readonly version: number;
  readonly " $fragmentSpreads": FragmentRefs<"ContractLink_award">;
  readonly " $fragmentType": "Offer_award";
};
export type Offer_award$key = {
  readonly " $data"?: Offer_award$data;
  readonly " $fragmentSpreads": FragmentRefs<"Offer_award">;
};

const node: ReaderFragment = (function(){
var v0 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
};
return {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "Offer_award",
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
      "kind": "ScalarField",
      "name": "lapsesAt",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Money",
      "kind": "LinkedField",
      "name": "price",
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
      "concreteType": null,
      "kind": "LinkedField",
      "name": "demand",
      "plural": false,
      "selections": [
        (v0/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "title",
          "storageKey": null
        }
      ],
      "storageKey": null
    },
    {
      "args": null,
      "kind": "FragmentSpread",
      "name": "ContractLink_award"
    }
  ],
  "type": "Award",
  "abstractKey": null
};
})();

(node as any).hash = "442e015e28e0f1dda2f1ce17fbfbd10b";

export default node;
