/**
 * @generated SignedSource<<887650d88d9abe2dc438f6ed74b3f8e0>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
import { FragmentRefs } from "relay-runtime";
export type AwardAction = "ACCEPT" | "DECLINE" | "REVOKE" | "%future added value";
export type AwardState = "ACCEPTED" | "DECLINED" | "LAPSED" | "OFFERED" | "REVOKED" | "VOIDED" | "%future added value";
export type BidState = "DRAFT" | "INVALIDATED" | "LAPSED" | "NEEDS_CONFIRMATION" | "NOT_SELECTED" | "SUBMITTED" | "WITHDRAWN" | "%future added value";
export type CandidateAction = "AWARD" | "DROP_ALTERNATIVE" | "ELIMINATE" | "PLACE_ALTERNATIVE" | "REMARK" | "RESTORE" | "%future added value";
export type DemandState = "AWARDED" | "CANCELLED" | "COMPLETED" | "CONTRACTED" | "DRAFT" | "FAILED" | "IN_PROGRESS" | "OPEN" | "SELECTING" | "SUSPENDED" | "%future added value";
export type Standing = "ALTERNATIVE" | "ELIMINATED" | "SELECTED" | "UNDECIDED" | "%future added value";
export type liveWorkbenchSubscription$variables = {
  after?: string | null | undefined;
  demandId: string;
};
export type liveWorkbenchSubscription$data = {
  readonly workbench: {
    readonly actor: {
      readonly id: string;
      readonly name: string;
    } | null | undefined;
    readonly cursor: string;
    readonly event: {
      readonly __typename: "AwardAnswered";
      readonly award: {
        readonly actions: ReadonlyArray<AwardAction>;
        readonly id: string;
        readonly state: AwardState;
        readonly version: number;
      };
    } | {
      readonly __typename: "AwardOffered";
      readonly award: {
        readonly actions: ReadonlyArray<AwardAction>;
        readonly id: string;
        readonly state: AwardState;
        readonly version: number;
      };
    } | {
      readonly __typename: "BidArrived";
      readonly bidCount: number;
      readonly candidate: {
        readonly actions: ReadonlyArray<CandidateAction>;
        readonly alternativeRank: number | null | undefined;
        readonly applicant: {
          readonly bid: {
            readonly id: string;
            readonly price: {
              readonly amount: string;
            };
          } | null | undefined;
          readonly id: string;
          readonly party: {
            readonly id: string;
            readonly name: string;
            readonly skills: ReadonlyArray<string>;
          };
        };
        readonly arrivedAt: string;
        readonly id: string;
        readonly isUnread: boolean | null | undefined;
        readonly score: {
          readonly points: string;
          readonly rank: number;
        } | null | undefined;
        readonly standing: Standing;
        readonly version: number;
        readonly " $fragmentSpreads": FragmentRefs<"GridRow_candidate" | "trying_candidate">;
      };
    } | {
      readonly __typename: "BidCountChanged";
      readonly bidCount: number;
    } | {
      readonly __typename: "BidRevised";
      readonly candidate: {
        readonly applicant: {
          readonly id: string;
          readonly state: BidState;
        };
        readonly id: string;
        readonly isUnread: boolean | null | undefined;
      };
      readonly number: number | null | undefined;
    } | {
      readonly __typename: "BidWithdrawn";
      readonly candidate: {
        readonly actions: ReadonlyArray<CandidateAction>;
        readonly applicant: {
          readonly id: string;
          readonly state: BidState;
        };
        readonly id: string;
      };
    } | {
      readonly __typename: "BiddingClosed";
      readonly demand: {
        readonly id: string;
        readonly state: DemandState;
      };
    } | {
      readonly __typename: "BidsOpened";
      readonly bidCount: number;
    } | {
      readonly __typename: "CandidateRead";
      readonly candidate: {
        readonly id: string;
        readonly isUnread: boolean | null | undefined;
      };
    } | {
      readonly __typename: "DemandStateChanged";
      readonly demand: {
        readonly id: string;
        readonly state: DemandState;
      };
    } | {
      readonly __typename: "RemarkAdded";
      readonly remark: {
        readonly candidate: {
          readonly id: string;
          readonly remarkCount: number;
        };
        readonly id: string;
        readonly " $fragmentSpreads": FragmentRefs<"Remarks_remark">;
      };
    } | {
      readonly __typename: "RemarkDeleted";
      readonly candidate: {
        readonly id: string;
        readonly remarkCount: number;
      };
      readonly remarkId: string;
    } | {
      readonly __typename: "RemarkEdited";
      readonly remark: {
        readonly " $fragmentSpreads": FragmentRefs<"Remarks_remark">;
      };
    } | {
      readonly __typename: "StandingChanged";
      readonly candidate: {
        readonly actions: ReadonlyArray<CandidateAction>;
        readonly alternativeRank: number | null | undefined;
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
        readonly standing: Standing;
        readonly version: number;
      };
      readonly from: Standing;
      readonly to: Standing;
    } | {
      // This will never be '%other', but we need some
      // value in case none of the concrete values match.
      readonly __typename: "%other";
    };
  };
};
export type liveWorkbenchSubscription = {
  response: liveWorkbenchSubscription$data;
  variables: liveWorkbenchSubscription$variables;
};

const node: ConcreteRequest = (function(){
var v0 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "after"
},
v1 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "demandId"
},
v2 = [
  {
    "kind": "Variable",
    "name": "after",
    "variableName": "after"
  },
  {
    "kind": "Variable",
    "name": "demandId",
    "variableName": "demandId"
  }
],
v3 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "cursor",
  "storageKey": null
},
v4 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v5 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "name",
  "storageKey": null
},
v6 = [
  (v4/*:: as any*/),
  (v5/*:: as any*/)
],
v7 = {
  "alias": null,
  "args": null,
  "concreteType": "User",
  "kind": "LinkedField",
  "name": "actor",
  "plural": false,
  "selections": (v6/*:: as any*/),
  "storageKey": null
},
v8 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "__typename",
  "storageKey": null
},
v9 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "bidCount",
  "storageKey": null
},
v10 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "standing",
  "storageKey": null
},
v11 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "alternativeRank",
  "storageKey": null
},
v12 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "isUnread",
  "storageKey": null
},
v13 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "arrivedAt",
  "storageKey": null
},
v14 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "version",
  "storageKey": null
},
v15 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "actions",
  "storageKey": null
},
v16 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "points",
  "storageKey": null
},
v17 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "rank",
  "storageKey": null
},
v18 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "skills",
  "storageKey": null
},
v19 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "amount",
  "storageKey": null
},
v20 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "state",
  "storageKey": null
},
v21 = [
  (v4/*:: as any*/),
  (v20/*:: as any*/)
],
v22 = {
  "alias": null,
  "args": null,
  "concreteType": "Applicant",
  "kind": "LinkedField",
  "name": "applicant",
  "plural": false,
  "selections": (v21/*:: as any*/),
  "storageKey": null
},
v23 = {
  "kind": "InlineFragment",
  "selections": [
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
      "concreteType": "Candidate",
      "kind": "LinkedField",
      "name": "candidate",
      "plural": false,
      "selections": [
        (v4/*:: as any*/),
        (v12/*:: as any*/),
        (v22/*:: as any*/)
      ],
      "storageKey": null
    }
  ],
  "type": "BidRevised",
  "abstractKey": null
},
v24 = {
  "kind": "InlineFragment",
  "selections": [
    {
      "alias": null,
      "args": null,
      "concreteType": "Candidate",
      "kind": "LinkedField",
      "name": "candidate",
      "plural": false,
      "selections": [
        (v4/*:: as any*/),
        (v15/*:: as any*/),
        (v22/*:: as any*/)
      ],
      "storageKey": null
    }
  ],
  "type": "BidWithdrawn",
  "abstractKey": null
},
v25 = [
  (v9/*:: as any*/)
],
v26 = {
  "kind": "InlineFragment",
  "selections": (v25/*:: as any*/),
  "type": "BidCountChanged",
  "abstractKey": null
},
v27 = {
  "kind": "InlineFragment",
  "selections": (v25/*:: as any*/),
  "type": "BidsOpened",
  "abstractKey": null
},
v28 = {
  "kind": "InlineFragment",
  "selections": [
    {
      "alias": null,
      "args": null,
      "concreteType": "Candidate",
      "kind": "LinkedField",
      "name": "candidate",
      "plural": false,
      "selections": [
        (v4/*:: as any*/),
        (v10/*:: as any*/),
        (v11/*:: as any*/),
        (v14/*:: as any*/),
        (v15/*:: as any*/),
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
                (v5/*:: as any*/),
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
            (v7/*:: as any*/)
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
  "type": "StandingChanged",
  "abstractKey": null
},
v29 = {
  "kind": "InlineFragment",
  "selections": [
    {
      "alias": null,
      "args": null,
      "concreteType": "Candidate",
      "kind": "LinkedField",
      "name": "candidate",
      "plural": false,
      "selections": [
        (v4/*:: as any*/),
        (v12/*:: as any*/)
      ],
      "storageKey": null
    }
  ],
  "type": "CandidateRead",
  "abstractKey": null
},
v30 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "remarkCount",
  "storageKey": null
},
v31 = {
  "alias": null,
  "args": null,
  "concreteType": "Candidate",
  "kind": "LinkedField",
  "name": "candidate",
  "plural": false,
  "selections": [
    (v4/*:: as any*/),
    (v30/*:: as any*/)
  ],
  "storageKey": null
},
v32 = {
  "args": null,
  "kind": "FragmentSpread",
  "name": "Remarks_remark"
},
v33 = {
  "kind": "InlineFragment",
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "remarkId",
      "storageKey": null
    },
    (v31/*:: as any*/)
  ],
  "type": "RemarkDeleted",
  "abstractKey": null
},
v34 = [
  {
    "alias": null,
    "args": null,
    "concreteType": null,
    "kind": "LinkedField",
    "name": "demand",
    "plural": false,
    "selections": (v21/*:: as any*/),
    "storageKey": null
  }
],
v35 = [
  {
    "alias": null,
    "args": null,
    "concreteType": "Award",
    "kind": "LinkedField",
    "name": "award",
    "plural": false,
    "selections": [
      (v4/*:: as any*/),
      (v20/*:: as any*/),
      (v14/*:: as any*/),
      (v15/*:: as any*/)
    ],
    "storageKey": null
  }
],
v36 = {
  "kind": "InlineFragment",
  "selections": (v35/*:: as any*/),
  "type": "AwardOffered",
  "abstractKey": null
},
v37 = {
  "kind": "InlineFragment",
  "selections": (v35/*:: as any*/),
  "type": "AwardAnswered",
  "abstractKey": null
},
v38 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "body",
  "storageKey": null
},
v39 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "scope",
  "storageKey": null
},
v40 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "createdAt",
  "storageKey": null
},
v41 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "editedAt",
  "storageKey": null
},
v42 = {
  "alias": null,
  "args": null,
  "concreteType": "User",
  "kind": "LinkedField",
  "name": "author",
  "plural": false,
  "selections": (v6/*:: as any*/),
  "storageKey": null
},
v43 = [
  {
    "alias": null,
    "args": null,
    "concreteType": null,
    "kind": "LinkedField",
    "name": "demand",
    "plural": false,
    "selections": [
      (v8/*:: as any*/),
      (v4/*:: as any*/),
      (v20/*:: as any*/)
    ],
    "storageKey": null
  }
];
return {
  "fragment": {
    "argumentDefinitions": [
      (v0/*:: as any*/),
      (v1/*:: as any*/)
    ],
    "kind": "Fragment",
    "metadata": null,
    "name": "liveWorkbenchSubscription",
    "selections": [
      {
        "alias": null,
        "args": (v2/*:: as any*/),
        "concreteType": "WorkbenchEvent",
        "kind": "LinkedField",
        "name": "workbench",
        "plural": false,
        "selections": [
          (v3/*:: as any*/),
          (v7/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "concreteType": null,
            "kind": "LinkedField",
            "name": "event",
            "plural": false,
            "selections": [
              (v8/*:: as any*/),
              {
                "kind": "InlineFragment",
                "selections": [
                  (v9/*:: as any*/),
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": "Candidate",
                    "kind": "LinkedField",
                    "name": "candidate",
                    "plural": false,
                    "selections": [
                      (v4/*:: as any*/),
                      (v10/*:: as any*/),
                      (v11/*:: as any*/),
                      (v12/*:: as any*/),
                      (v13/*:: as any*/),
                      (v14/*:: as any*/),
                      (v15/*:: as any*/),
                      {
                        "alias": null,
                        "args": null,
                        "concreteType": "Score",
                        "kind": "LinkedField",
                        "name": "score",
                        "plural": false,
                        "selections": [
                          (v16/*:: as any*/),
                          (v17/*:: as any*/)
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
                          (v4/*:: as any*/),
                          {
                            "alias": null,
                            "args": null,
                            "concreteType": "Party",
                            "kind": "LinkedField",
                            "name": "party",
                            "plural": false,
                            "selections": [
                              (v4/*:: as any*/),
                              (v5/*:: as any*/),
                              (v18/*:: as any*/)
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
                              (v4/*:: as any*/),
                              {
                                "alias": null,
                                "args": null,
                                "concreteType": "Money",
                                "kind": "LinkedField",
                                "name": "price",
                                "plural": false,
                                "selections": [
                                  (v19/*:: as any*/)
                                ],
                                "storageKey": null
                              }
                            ],
                            "storageKey": null
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
                      }
                    ],
                    "storageKey": null
                  }
                ],
                "type": "BidArrived",
                "abstractKey": null
              },
              (v23/*:: as any*/),
              (v24/*:: as any*/),
              (v26/*:: as any*/),
              (v27/*:: as any*/),
              (v28/*:: as any*/),
              (v29/*:: as any*/),
              {
                "kind": "InlineFragment",
                "selections": [
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": "Remark",
                    "kind": "LinkedField",
                    "name": "remark",
                    "plural": false,
                    "selections": [
                      (v4/*:: as any*/),
                      (v31/*:: as any*/),
                      (v32/*:: as any*/)
                    ],
                    "storageKey": null
                  }
                ],
                "type": "RemarkAdded",
                "abstractKey": null
              },
              {
                "kind": "InlineFragment",
                "selections": [
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": "Remark",
                    "kind": "LinkedField",
                    "name": "remark",
                    "plural": false,
                    "selections": [
                      (v32/*:: as any*/)
                    ],
                    "storageKey": null
                  }
                ],
                "type": "RemarkEdited",
                "abstractKey": null
              },
              (v33/*:: as any*/),
              {
                "kind": "InlineFragment",
                "selections": (v34/*:: as any*/),
                "type": "BiddingClosed",
                "abstractKey": null
              },
              {
                "kind": "InlineFragment",
                "selections": (v34/*:: as any*/),
                "type": "DemandStateChanged",
                "abstractKey": null
              },
              (v36/*:: as any*/),
              (v37/*:: as any*/)
            ],
            "storageKey": null
          }
        ],
        "storageKey": null
      }
    ],
    "type": "Subscription",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [
      (v1/*:: as any*/),
      (v0/*:: as any*/)
    ],
    "kind": "Operation",
    "name": "liveWorkbenchSubscription",
    "selections": [
      {
        "alias": null,
        "args": (v2/*:: as any*/),
        "concreteType": "WorkbenchEvent",
        "kind": "LinkedField",
        "name": "workbench",
        "plural": false,
        "selections": [
          (v3/*:: as any*/),
          (v7/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "concreteType": null,
            "kind": "LinkedField",
            "name": "event",
            "plural": false,
            "selections": [
              (v8/*:: as any*/),
              {
                "kind": "InlineFragment",
                "selections": [
                  (v9/*:: as any*/),
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": "Candidate",
                    "kind": "LinkedField",
                    "name": "candidate",
                    "plural": false,
                    "selections": [
                      (v4/*:: as any*/),
                      (v10/*:: as any*/),
                      (v11/*:: as any*/),
                      (v12/*:: as any*/),
                      (v13/*:: as any*/),
                      (v14/*:: as any*/),
                      (v15/*:: as any*/),
                      {
                        "alias": null,
                        "args": null,
                        "concreteType": "Score",
                        "kind": "LinkedField",
                        "name": "score",
                        "plural": false,
                        "selections": [
                          (v16/*:: as any*/),
                          (v17/*:: as any*/),
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
                                "name": "normalized",
                                "storageKey": null
                              },
                              {
                                "alias": null,
                                "args": null,
                                "kind": "ScalarField",
                                "name": "contribution",
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
                        "concreteType": "Applicant",
                        "kind": "LinkedField",
                        "name": "applicant",
                        "plural": false,
                        "selections": [
                          (v4/*:: as any*/),
                          {
                            "alias": null,
                            "args": null,
                            "concreteType": "Party",
                            "kind": "LinkedField",
                            "name": "party",
                            "plural": false,
                            "selections": [
                              (v4/*:: as any*/),
                              (v5/*:: as any*/),
                              (v18/*:: as any*/),
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
                              (v4/*:: as any*/),
                              {
                                "alias": null,
                                "args": null,
                                "concreteType": "Money",
                                "kind": "LinkedField",
                                "name": "price",
                                "plural": false,
                                "selections": [
                                  (v19/*:: as any*/),
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
                                "kind": "ScalarField",
                                "name": "durationDays",
                                "storageKey": null
                              }
                            ],
                            "storageKey": null
                          },
                          (v20/*:: as any*/)
                        ],
                        "storageKey": null
                      },
                      (v30/*:: as any*/),
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
                    "storageKey": null
                  }
                ],
                "type": "BidArrived",
                "abstractKey": null
              },
              (v23/*:: as any*/),
              (v24/*:: as any*/),
              (v26/*:: as any*/),
              (v27/*:: as any*/),
              (v28/*:: as any*/),
              (v29/*:: as any*/),
              {
                "kind": "InlineFragment",
                "selections": [
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": "Remark",
                    "kind": "LinkedField",
                    "name": "remark",
                    "plural": false,
                    "selections": [
                      (v4/*:: as any*/),
                      (v31/*:: as any*/),
                      (v38/*:: as any*/),
                      (v39/*:: as any*/),
                      (v40/*:: as any*/),
                      (v41/*:: as any*/),
                      (v42/*:: as any*/),
                      (v14/*:: as any*/)
                    ],
                    "storageKey": null
                  }
                ],
                "type": "RemarkAdded",
                "abstractKey": null
              },
              {
                "kind": "InlineFragment",
                "selections": [
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": "Remark",
                    "kind": "LinkedField",
                    "name": "remark",
                    "plural": false,
                    "selections": [
                      (v4/*:: as any*/),
                      (v38/*:: as any*/),
                      (v39/*:: as any*/),
                      (v40/*:: as any*/),
                      (v41/*:: as any*/),
                      (v42/*:: as any*/),
                      (v14/*:: as any*/)
                    ],
                    "storageKey": null
                  }
                ],
                "type": "RemarkEdited",
                "abstractKey": null
              },
              (v33/*:: as any*/),
              {
                "kind": "InlineFragment",
                "selections": (v43/*:: as any*/),
                "type": "BiddingClosed",
                "abstractKey": null
              },
              {
                "kind": "InlineFragment",
                "selections": (v43/*:: as any*/),
                "type": "DemandStateChanged",
                "abstractKey": null
              },
              (v36/*:: as any*/),
              (v37/*:: as any*/)
            ],
            "storageKey": null
          }
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "8cceb3c8065d55e6fa48172e3cefa739",
    "id": null,
    "metadata": {},
    "name": "liveWorkbenchSubscription",
    "operationKind": "subscription",
    "text": "subscription liveWorkbenchSubscription(\n  $demandId: ID!\n  $after: String\n) {\n  workbench(demandId: $demandId, after: $after) {\n    cursor\n    actor {\n      id\n      name\n    }\n    event {\n      __typename\n      ... on BidArrived {\n        bidCount\n        candidate {\n          id\n          standing\n          alternativeRank\n          isUnread\n          arrivedAt\n          version\n          actions\n          score {\n            points\n            rank\n          }\n          applicant {\n            id\n            party {\n              id\n              name\n              skills\n            }\n            bid {\n              id\n              price {\n                amount\n              }\n            }\n          }\n          ...GridRow_candidate\n          ...trying_candidate\n        }\n      }\n      ... on BidRevised {\n        number\n        candidate {\n          id\n          isUnread\n          applicant {\n            id\n            state\n          }\n        }\n      }\n      ... on BidWithdrawn {\n        candidate {\n          id\n          actions\n          applicant {\n            id\n            state\n          }\n        }\n      }\n      ... on BidCountChanged {\n        bidCount\n      }\n      ... on BidsOpened {\n        bidCount\n      }\n      ... on StandingChanged {\n        candidate {\n          id\n          standing\n          alternativeRank\n          version\n          actions\n          decision {\n            reason\n            texts {\n              name\n              text\n            }\n            occurredAt\n            actor {\n              id\n              name\n            }\n          }\n        }\n        from\n        to\n      }\n      ... on CandidateRead {\n        candidate {\n          id\n          isUnread\n        }\n      }\n      ... on RemarkAdded {\n        remark {\n          id\n          candidate {\n            id\n            remarkCount\n          }\n          ...Remarks_remark\n        }\n      }\n      ... on RemarkEdited {\n        remark {\n          ...Remarks_remark\n          id\n        }\n      }\n      ... on RemarkDeleted {\n        remarkId\n        candidate {\n          id\n          remarkCount\n        }\n      }\n      ... on BiddingClosed {\n        demand {\n          __typename\n          id\n          state\n        }\n      }\n      ... on DemandStateChanged {\n        demand {\n          __typename\n          id\n          state\n        }\n      }\n      ... on AwardOffered {\n        award {\n          id\n          state\n          version\n          actions\n        }\n      }\n      ... on AwardAnswered {\n        award {\n          id\n          state\n          version\n          actions\n        }\n      }\n    }\n  }\n}\n\nfragment GridRow_candidate on Candidate {\n  id\n  standing\n  alternativeRank\n  actions\n  isUnread\n  remarkCount\n  score {\n    total\n    contributions {\n      key\n      normalized\n      contribution\n    }\n  }\n  applicant {\n    id\n    state\n    party {\n      id\n      name\n      verifiedAt\n    }\n    bid {\n      id\n      price {\n        amount\n        currency\n      }\n      durationDays\n    }\n  }\n}\n\nfragment RemarkDeeds_remark on Remark {\n  id\n  body\n  version\n}\n\nfragment Remarks_remark on Remark {\n  id\n  body\n  scope\n  createdAt\n  editedAt\n  author {\n    id\n    name\n  }\n  ...RemarkDeeds_remark\n}\n\nfragment trying_candidate on Candidate {\n  score {\n    contributions {\n      key\n      normalized\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "1b764318307f462fee6892064da0da0d";

export default node;
