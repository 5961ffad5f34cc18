/**
 * @generated SignedSource<<051e5276c61ce33de00191bc9780daf6>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type BidState = "DRAFT" | "INVALIDATED" | "LAPSED" | "NEEDS_CONFIRMATION" | "NOT_SELECTED" | "SUBMITTED" | "WITHDRAWN" | "%future added value";
export type CandidateAction = "AWARD" | "DROP_ALTERNATIVE" | "ELIMINATE" | "PLACE_ALTERNATIVE" | "REMARK" | "RESTORE" | "%future added value";
export type PartyKind = "ENTERPRISE" | "INDIVIDUAL" | "TEAM" | "%future added value";
export type Standing = "ALTERNATIVE" | "ELIMINATED" | "SELECTED" | "UNDECIDED" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type CandidatePanel_candidate$data = {
  readonly actions: ReadonlyArray<CandidateAction>;
  readonly alternativeRank: number | null | undefined;
  readonly applicant: {
    readonly bid: {
      readonly id: string;
      readonly price: {
        readonly currency: string;
      };
      readonly " $fragmentSpreads": FragmentRefs<"BidText_bid">;
    } | null | undefined;
    readonly id: string;
    readonly party: {
      readonly id: string;
      readonly kind: PartyKind;
      readonly name: string;
      readonly rating: {
        readonly average: string | null | undefined;
        readonly count: number;
      } | null | undefined;
      readonly skills: ReadonlyArray<string>;
      readonly summary: string | null | undefined;
      readonly verifiedAt: string | null | undefined;
    };
    readonly state: BidState;
    readonly " $fragmentSpreads": FragmentRefs<"StrikingOut_applicant">;
  };
  readonly arrivedAt: string;
  readonly decision: {
    readonly actor: {
      readonly id: string;
      readonly name: string;
    } | null | undefined;
    readonly occurredAt: string;
    readonly reason: string | null | undefined;
    readonly texts: ReadonlyArray<{
      readonly name: string;
      readonly text: string | null | undefined;
    }>;
  } | null | undefined;
  readonly id: string;
  readonly score: {
    readonly " $fragmentSpreads": FragmentRefs<"ScoreExplained_score">;
  } | null | undefined;
  readonly standing: Standing;
  readonly " $fragmentSpreads": FragmentRefs<"Remarks_candidate">;
  readonly " $fragmentType": "CandidatePanel_candidate";
};
export type CandidatePanel_candidate$key = {
  readonly " $data"?: CandidatePanel_candidate$data;
  readonly " $fragmentSpreads": FragmentRefs<"CandidatePanel_candidate">;
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
  "name": "CandidatePanel_candidate",
  "selections": [
    (v0/*:: as any*/),
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "standing",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "alternativeRank",
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
      "name": "arrivedAt",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "SelectionEntry",
      "kind": "LinkedField",
      "name": "decision",
      "plural": false,
      "selections": [
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "reason",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "concreteType": "RecordText",
          "kind": "LinkedField",
          "name": "texts",
          "plural": true,
          "selections": [
            (v1/*:: as any*/),
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "text",
              "storageKey": null
            }
          ],
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "occurredAt",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "concreteType": "User",
          "kind": "LinkedField",
          "name": "actor",
          "plural": false,
          "selections": [
            (v0/*:: as any*/),
            (v1/*:: as any*/)
          ],
          "storageKey": null
        }
      ],
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Score",
      "kind": "LinkedField",
      "name": "score",
      "plural": false,
      "selections": [
        {
          "args": null,
          "kind": "FragmentSpread",
          "name": "ScoreExplained_score"
        }
      ],
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Applicant",
      "kind": "LinkedField",
      "name": "applicant",
      "plural": false,
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
          "concreteType": "Party",
          "kind": "LinkedField",
          "name": "party",
          "plural": false,
          "selections": [
            (v0/*:: as any*/),
            (v1/*:: as any*/),
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "verifiedAt",
              "storageKey": null
            },
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "kind",
              "storageKey": null
            },
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "skills",
              "storageKey": null
            },
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "summary",
              "storageKey": null
            },
            {
              "alias": null,
              "args": null,
              "concreteType": "Rating",
              "kind": "LinkedField",
              "name": "rating",
              "plural": false,
              "selections": [
                {
                  "alias": null,
                  "args": null,
                  "kind": "ScalarField",
                  "name": "average",
                  "storageKey": null
                },
                {
                  "alias": null,
                  "args": null,
                  "kind": "ScalarField",
                  "name": "count",
                  "storageKey": null
                }
              ],
              "storageKey": null
            }
          ],
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "concreteType": "Bid",
          "kind": "LinkedField",
          "name": "bid",
          "plural": false,
          "selections": [
            (v0/*:: as any*/),
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
                  "name": "currency",
                  "storageKey": null
                }
              ],
              "storageKey": null
            },
            {
              "args": null,
              "kind": "FragmentSpread",
              "name": "BidText_bid"
            }
          ],
          "storageKey": null
        },
        {
          "args": null,
          "kind": "FragmentSpread",
          "name": "StrikingOut_applicant"
        }
      ],
      "storageKey": null
    },
    {
      "args": null,
      "kind": "FragmentSpread",
      "name": "Remarks_candidate"
    }
  ],
  "type": "Candidate",
  "abstractKey": null
};
})();

(node as any).hash = "d00d25d0b906edddc3f8e394ccd9fb6d";

export default node;
