/**
 * @generated SignedSource<<19cb4c5773f307f7ec00d34e9fc99101>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
import { FragmentRefs } from "relay-runtime";
export type BidState = "DRAFT" | "INVALIDATED" | "LAPSED" | "NEEDS_CONFIRMATION" | "NOT_SELECTED" | "SUBMITTED" | "WITHDRAWN" | "%future added value";
export type CandidateAction = "AWARD" | "DROP_ALTERNATIVE" | "ELIMINATE" | "PLACE_ALTERNATIVE" | "REMARK" | "RESTORE" | "%future added value";
export type Standing = "ALTERNATIVE" | "ELIMINATED" | "SELECTED" | "UNDECIDED" | "%future added value";
export type candidatesRevisedQuery$variables = {
  ids: ReadonlyArray<string>;
};
export type candidatesRevisedQuery$data = {
  readonly nodes: ReadonlyArray<{
    readonly __typename: string;
    readonly actions?: ReadonlyArray<CandidateAction>;
    readonly applicant?: {
      readonly bid: {
        readonly id: string;
        readonly " $fragmentSpreads": FragmentRefs<"BidText_bid">;
      } | null | undefined;
      readonly id: string;
      readonly state: BidState;
      readonly " $fragmentSpreads": FragmentRefs<"StrikingOut_applicant">;
    };
    readonly id: string;
    readonly isUnread?: boolean | null | undefined;
    readonly score?: {
      readonly points: string;
      readonly rank: number;
      readonly " $fragmentSpreads": FragmentRefs<"ScoreExplained_score">;
    } | null | undefined;
    readonly standing?: Standing;
    readonly version?: number;
    readonly " $fragmentSpreads": FragmentRefs<"GridRow_candidate" | "trying_candidate">;
  } | null | undefined>;
};
export type candidatesRevisedQuery = {
  response: candidatesRevisedQuery$data;
  variables: candidatesRevisedQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "ids"
  }
],
v1 = [
  {
    "kind": "Variable",
    "name": "ids",
    "variableName": "ids"
  }
],
v2 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "__typename",
  "storageKey": null
},
v3 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v4 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "standing",
  "storageKey": null
},
v5 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "isUnread",
  "storageKey": null
},
v6 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "version",
  "storageKey": null
},
v7 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "actions",
  "storageKey": null
},
v8 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "points",
  "storageKey": null
},
v9 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "rank",
  "storageKey": null
},
v10 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "state",
  "storageKey": null
},
v11 = [
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
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "candidatesRevisedQuery",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": null,
        "kind": "LinkedField",
        "name": "nodes",
        "plural": true,
        "selections": [
          (v2/*:: as any*/),
          (v3/*:: as any*/),
          {
            "kind": "InlineFragment",
            "selections": [
              (v4/*:: as any*/),
              (v5/*:: as any*/),
              (v6/*:: as any*/),
              (v7/*:: as any*/),
              {
                "alias": null,
                "args": null,
                "concreteType": "Score",
                "kind": "LinkedField",
                "name": "score",
                "plural": false,
                "selections": [
                  (v8/*:: as any*/),
                  (v9/*:: as any*/),
                  {
                    "args": null,
                    "kind": "FragmentSpread",
                    "name": "ScoreExplained_score"
                  }
                ],
                "storageKey": null
              },
              {
                "args": null,
                "kind": "FragmentSpread",
                "name": "GridRow_candidate"
              },
              {
                "args": null,
                "kind": "FragmentSpread",
                "name": "trying_candidate"
              },
              {
                "alias": null,
                "args": null,
                "concreteType": "Applicant",
                "kind": "LinkedField",
                "name": "applicant",
                "plural": false,
                "selections": [
                  (v3/*:: as any*/),
                  (v10/*:: as any*/),
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": "Bid",
                    "kind": "LinkedField",
                    "name": "bid",
                    "plural": false,
                    "selections": [
                      (v3/*:: as any*/),
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
              }
            ],
            "type": "Candidate",
            "abstractKey": null
          }
        ],
        "storageKey": null
      }
    ],
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "candidatesRevisedQuery",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": null,
        "kind": "LinkedField",
        "name": "nodes",
        "plural": true,
        "selections": [
          (v2/*:: as any*/),
          (v3/*:: as any*/),
          {
            "kind": "InlineFragment",
            "selections": [
              (v4/*:: as any*/),
              (v5/*:: as any*/),
              (v6/*:: as any*/),
              (v7/*:: as any*/),
              {
                "alias": null,
                "args": null,
                "concreteType": "Score",
                "kind": "LinkedField",
                "name": "score",
                "plural": false,
                "selections": [
                  (v8/*:: as any*/),
                  (v9/*:: as any*/),
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "total",
                    "storageKey": null
                  },
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": "Contribution",
                    "kind": "LinkedField",
                    "name": "contributions",
                    "plural": true,
                    "selections": [
                      {
                        "alias": null,
                        "args": null,
                        "kind": "ScalarField",
                        "name": "key",
                        "storageKey": null
                      },
                      {
                        "alias": null,
                        "args": null,
                        "kind": "ScalarField",
                        "name": "weight",
                        "storageKey": null
                      },
                      {
                        "alias": null,
                        "args": null,
                        "kind": "ScalarField",
                        "name": "raw",
                        "storageKey": null
                      },
                      {
                        "alias": null,
                        "args": null,
                        "kind": "ScalarField",
                        "name": "normalized",
                        "storageKey": null
                      },
                      {
                        "alias": null,
                        "args": null,
                        "kind": "ScalarField",
                        "name": "contribution",
                        "storageKey": null
                      },
                      {
                        "alias": null,
                        "args": null,
                        "kind": "ScalarField",
                        "name": "isMissing",
                        "storageKey": null
                      },
                      {
                        "alias": null,
                        "args": null,
                        "kind": "ScalarField",
                        "name": "counted",
                        "storageKey": null
                      },
                      {
                        "alias": null,
                        "args": null,
                        "kind": "ScalarField",
                        "name": "best",
                        "storageKey": null
                      },
                      {
                        "alias": null,
                        "args": null,
                        "kind": "ScalarField",
                        "name": "worst",
                        "storageKey": null
                      },
                      {
                        "alias": null,
                        "args": null,
                        "kind": "ScalarField",
                        "name": "missingSkills",
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
                "kind": "ScalarField",
                "name": "alternativeRank",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "remarkCount",
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
                  (v3/*:: as any*/),
                  (v10/*:: as any*/),
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": "Party",
                    "kind": "LinkedField",
                    "name": "party",
                    "plural": false,
                    "selections": [
                      (v3/*:: as any*/),
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
                        "name": "verifiedAt",
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
                      (v3/*:: as any*/),
                      {
                        "alias": null,
                        "args": null,
                        "concreteType": "Money",
                        "kind": "LinkedField",
                        "name": "price",
                        "plural": false,
                        "selections": (v11/*:: as any*/),
                        "storageKey": null
                      },
                      {
                        "alias": null,
                        "args": null,
                        "kind": "ScalarField",
                        "name": "durationDays",
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
                        "name": "proposal",
                        "storageKey": null
                      },
                      {
                        "alias": null,
                        "args": null,
                        "kind": "ScalarField",
                        "name": "submittedAt",
                        "storageKey": null
                      },
                      {
                        "alias": null,
                        "args": null,
                        "concreteType": "Attachment",
                        "kind": "LinkedField",
                        "name": "attachments",
                        "plural": true,
                        "selections": [
                          (v3/*:: as any*/),
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
                            "name": "mediaType",
                            "storageKey": null
                          },
                          {
                            "alias": null,
                            "args": null,
                            "kind": "ScalarField",
                            "name": "byteSize",
                            "storageKey": null
                          },
                          {
                            "alias": null,
                            "args": null,
                            "kind": "ScalarField",
                            "name": "url",
                            "storageKey": null
                          },
                          {
                            "alias": null,
                            "args": null,
                            "kind": "ScalarField",
                            "name": "thumbnailUrl",
                            "storageKey": null
                          }
                        ],
                        "storageKey": null
                      },
                      {
                        "alias": null,
                        "args": null,
                        "concreteType": "BidStage",
                        "kind": "LinkedField",
                        "name": "stages",
                        "plural": true,
                        "selections": [
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
                            "concreteType": "Money",
                            "kind": "LinkedField",
                            "name": "amount",
                            "plural": false,
                            "selections": (v11/*:: as any*/),
                            "storageKey": null
                          },
                          {
                            "alias": null,
                            "args": null,
                            "kind": "ScalarField",
                            "name": "dueAfterDays",
                            "storageKey": null
                          }
                        ],
                        "storageKey": null
                      }
                    ],
                    "storageKey": null
                  },
                  (v6/*:: as any*/),
                  (v7/*:: as any*/)
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
                    "name": "waiting",
                    "storageKey": null
                  }
                ]
              }
            ],
            "type": "Candidate",
            "abstractKey": null
          }
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "0c6c387a1f1991de4ded2e51d2a2be12",
    "id": null,
    "metadata": {},
    "name": "candidatesRevisedQuery",
    "operationKind": "query",
    "text": "query candidatesRevisedQuery(\n  $ids: [ID!]!\n) {\n  nodes(ids: $ids) {\n    __typename\n    id\n    ... on Candidate {\n      standing\n      isUnread\n      version\n      actions\n      score {\n        points\n        rank\n        ...ScoreExplained_score\n      }\n      ...GridRow_candidate\n      ...trying_candidate\n      applicant {\n        id\n        state\n        bid {\n          id\n          ...BidText_bid\n        }\n        ...StrikingOut_applicant\n      }\n    }\n  }\n}\n\nfragment BidText_bid on Bid {\n  id\n  number\n  price {\n    amount\n    currency\n  }\n  durationDays\n  proposal\n  submittedAt\n  attachments {\n    ...Files_attachments\n    id\n  }\n  stages {\n    title\n    amount {\n      amount\n      currency\n    }\n    dueAfterDays\n  }\n}\n\nfragment Files_attachments on Attachment {\n  id\n  fileName\n  mediaType\n  byteSize\n  url\n  thumbnailUrl\n}\n\nfragment GridRow_candidate on Candidate {\n  id\n  standing\n  alternativeRank\n  actions\n  isUnread\n  remarkCount\n  score {\n    total\n    contributions {\n      key\n      normalized\n      contribution\n    }\n  }\n  applicant {\n    id\n    state\n    party {\n      id\n      name\n      verifiedAt\n    }\n    bid {\n      id\n      price {\n        amount\n        currency\n      }\n      durationDays\n    }\n  }\n}\n\nfragment ScoreExplained_score on Score {\n  total\n  contributions {\n    key\n    weight\n    raw\n    normalized\n    contribution\n    isMissing\n    counted\n    best\n    worst\n    missingSkills\n  }\n}\n\nfragment StrikingOut_applicant on Applicant {\n  id\n  version\n  actions\n  party {\n    id\n    name\n  }\n}\n\nfragment trying_candidate on Candidate {\n  score {\n    contributions {\n      key\n      normalized\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "a9fccaf2994f8b4cd121302341d0ca31";

export default node;
