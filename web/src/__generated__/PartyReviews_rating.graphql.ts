/**
 * @generated SignedSource<<1f20b2b621c5067f32210db3bb28c6cb>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
import { FragmentRefs } from "relay-runtime";
export type PartyReviews_rating$data = {
  readonly rating: {
    readonly average: string | null | undefined;
    readonly count: number;
  } | null | undefined;
  readonly ratings: ReadonlyArray<{
    readonly average: string | null | undefined;
    readonly count: number;
    readonly key: string;
  }>;
  readonly record: {
    readonly completedCount: number;
    readonly disputedShare: number;
    readonly onTimeShare: number;
    readonly openCount: number;
    readonly repeatShare: number;
  } | null | undefined;
  readonly " $fragmentType": "PartyReviews_rating";
};
export type PartyReviews_rating$key = {
  readonly " $data"?: PartyReviews_rating$data;
  readonly " $fragmentSpreads": FragmentRefs<"PartyReviews_rating">;
};

const node: ReaderFragment = (function(){
var v0 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "average",
  "storageKey": null
},
v1 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "count",
  "storageKey": null
};
return {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "PartyReviews_rating",
  "selections": [
    {
      "alias": null,
      "args": null,
      "concreteType": "Rating",
      "kind": "LinkedField",
      "name": "rating",
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
      "concreteType": "KeyRating",
      "kind": "LinkedField",
      "name": "ratings",
      "plural": true,
      "selections": [
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "key",
          "storageKey": null
        },
        (v0/*:: as any*/),
        (v1/*:: as any*/)
      ],
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "WorkRecord",
      "kind": "LinkedField",
      "name": "record",
      "plural": false,
      "selections": [
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "completedCount",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "onTimeShare",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "repeatShare",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "disputedShare",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "openCount",
          "storageKey": null
        }
      ],
      "storageKey": null
    }
  ],
  "type": "Party",
  "abstractKey": null
};
})();

(node as any).hash = "837be7441b79ffc3a4691885ebb64279";

export default node;
