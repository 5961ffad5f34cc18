/**
 * @generated SignedSource<<2017921a070f73e4703b6486b545963b>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type DemandAction = "AMEND" | "APPLY" | "ASK" | "AWARD" | "CANCEL" | "CLOSE_BIDDING" | "CONCLUDE" | "EXTEND_DEADLINE" | "PUBLISH" | "REOPEN_BIDDING" | "RESUME" | "SUSPEND" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type Questions_demand$data = {
  readonly actions: ReadonlyArray<DemandAction>;
  readonly id: string;
  readonly questions: {
    readonly __id: string;
    readonly cursor: string;
    readonly edges: ReadonlyArray<{
      readonly node: {
        readonly id: string;
        readonly " $fragmentSpreads": FragmentRefs<"Questions_question">;
      };
    }>;
  };
  readonly " $fragmentType": "Questions_demand";
};
export type Questions_demand$key = {
  readonly " $data"?: Questions_demand$data;
  readonly " $fragmentSpreads": FragmentRefs<"Questions_demand">;
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
  "name": "cursor",
  "storageKey": null
};
return {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": {
    "connection": [
      {
        "count": null,
        "cursor": null,
        "direction": "forward",
        "path": [
          "questions"
        ]
      }
    ]
  },
  "name": "Questions_demand",
  "selections": [
    (v0/*:: as any*/),
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "actions",
      "storageKey": null
    },
    {
      "alias": "questions",
      "args": null,
      "concreteType": "QuestionConnection",
      "kind": "LinkedField",
      "name": "__Questions_questions_connection",
      "plural": false,
      "selections": [
        (v1/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "concreteType": "QuestionEdge",
          "kind": "LinkedField",
          "name": "edges",
          "plural": true,
          "selections": [
            {
              "alias": null,
              "args": null,
              "concreteType": "Question",
              "kind": "LinkedField",
              "name": "node",
              "plural": false,
              "selections": [
                (v0/*:: as any*/),
                {
                  "args": null,
                  "kind": "FragmentSpread",
                  "name": "Questions_question"
                },
                {
                  "alias": null,
                  "args": null,
                  "kind": "ScalarField",
                  "name": "__typename",
                  "storageKey": null
                }
              ],
              "storageKey": null
            },
            (v1/*:: as any*/)
          ],
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "concreteType": "PageInfo",
          "kind": "LinkedField",
          "name": "pageInfo",
          "plural": false,
          "selections": [
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "endCursor",
              "storageKey": null
            },
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "hasNextPage",
              "storageKey": null
            }
          ],
          "storageKey": null
        },
        {
          "kind": "ClientExtension",
          "selections": [
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "__id",
              "storageKey": null
            }
          ]
        }
      ],
      "storageKey": null
    }
  ],
  "type": "BiddingDemand",
  "abstractKey": null
};
})();

(node as any).hash = "7369777bb5be2e5d1eccc84362d1d57f";

export default node;
