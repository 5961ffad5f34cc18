/**
 * @generated SignedSource<<302b5fc400484d05bbc37fcf9a9993cb>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
import { FragmentRefs } from "relay-runtime";
export type DemandState = "AWARDED" | "CANCELLED" | "COMPLETED" | "CONTRACTED" | "DRAFT" | "FAILED" | "IN_PROGRESS" | "OPEN" | "SELECTING" | "SUSPENDED" | "%future added value";
export type PartyKind = "ENTERPRISE" | "INDIVIDUAL" | "TEAM" | "%future added value";
export type DemandFilter = {
  audience?: ReadonlyArray<PartyKind> | null | undefined;
  budgetAtLeast?: MoneyInput | null | undefined;
  closesBefore?: string | null | undefined;
  isTextUnfinished?: boolean | null | undefined;
  skills?: ReadonlyArray<string> | null | undefined;
  states?: ReadonlyArray<DemandState> | null | undefined;
  text?: string | null | undefined;
};
export type MoneyInput = {
  amount: string;
  currency: string;
};
export type MarketFollowSubscription$variables = {
  after?: string | null | undefined;
  filter?: DemandFilter | null | undefined;
};
export type MarketFollowSubscription$data = {
  readonly market: {
    readonly cursor: string;
    readonly event: {
      readonly __typename: "BiddingClosed";
      readonly demand: {
        readonly id: string;
        readonly state: DemandState;
      };
    } | {
      readonly __typename: "DemandAmended";
      readonly demand: {
        readonly id: string;
        readonly " $fragmentSpreads": FragmentRefs<"DemandRow_demand">;
      };
    } | {
      readonly __typename: "DemandPublished";
      readonly demand: {
        readonly id: string;
      };
    } | {
      readonly __typename: "DemandStateChanged";
      readonly demand: {
        readonly id: string;
        readonly state: DemandState;
      };
    } | {
      // This will never be '%other', but we need some
      // value in case none of the concrete values match.
      readonly __typename: "%other";
    };
  };
};
export type MarketFollowSubscription = {
  response: MarketFollowSubscription$data;
  variables: MarketFollowSubscription$variables;
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
  "name": "filter"
},
v2 = [
  {
    "kind": "Variable",
    "name": "after",
    "variableName": "after"
  },
  {
    "kind": "Variable",
    "name": "filter",
    "variableName": "filter"
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
  "name": "__typename",
  "storageKey": null
},
v5 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v6 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "state",
  "storageKey": null
},
v7 = [
  {
    "alias": null,
    "args": null,
    "concreteType": null,
    "kind": "LinkedField",
    "name": "demand",
    "plural": false,
    "selections": [
      (v5/*:: as any*/),
      (v6/*:: as any*/)
    ],
    "storageKey": null
  }
],
v8 = [
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
v9 = [
  {
    "alias": null,
    "args": null,
    "concreteType": null,
    "kind": "LinkedField",
    "name": "demand",
    "plural": false,
    "selections": [
      (v4/*:: as any*/),
      (v5/*:: as any*/),
      (v6/*:: as any*/)
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
    "name": "MarketFollowSubscription",
    "selections": [
      {
        "alias": null,
        "args": (v2/*:: as any*/),
        "concreteType": "MarketEvent",
        "kind": "LinkedField",
        "name": "market",
        "plural": false,
        "selections": [
          (v3/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "concreteType": null,
            "kind": "LinkedField",
            "name": "event",
            "plural": false,
            "selections": [
              (v4/*:: as any*/),
              {
                "kind": "InlineFragment",
                "selections": [
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": null,
                    "kind": "LinkedField",
                    "name": "demand",
                    "plural": false,
                    "selections": [
                      (v5/*:: as any*/)
                    ],
                    "storageKey": null
                  }
                ],
                "type": "DemandPublished",
                "abstractKey": null
              },
              {
                "kind": "InlineFragment",
                "selections": [
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": null,
                    "kind": "LinkedField",
                    "name": "demand",
                    "plural": false,
                    "selections": [
                      (v5/*:: as any*/),
                      {
                        "args": null,
                        "kind": "FragmentSpread",
                        "name": "DemandRow_demand"
                      }
                    ],
                    "storageKey": null
                  }
                ],
                "type": "DemandAmended",
                "abstractKey": null
              },
              {
                "kind": "InlineFragment",
                "selections": (v7/*:: as any*/),
                "type": "BiddingClosed",
                "abstractKey": null
              },
              {
                "kind": "InlineFragment",
                "selections": (v7/*:: as any*/),
                "type": "DemandStateChanged",
                "abstractKey": null
              }
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
    "name": "MarketFollowSubscription",
    "selections": [
      {
        "alias": null,
        "args": (v2/*:: as any*/),
        "concreteType": "MarketEvent",
        "kind": "LinkedField",
        "name": "market",
        "plural": false,
        "selections": [
          (v3/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "concreteType": null,
            "kind": "LinkedField",
            "name": "event",
            "plural": false,
            "selections": [
              (v4/*:: as any*/),
              {
                "kind": "InlineFragment",
                "selections": [
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": null,
                    "kind": "LinkedField",
                    "name": "demand",
                    "plural": false,
                    "selections": [
                      (v4/*:: as any*/),
                      (v5/*:: as any*/)
                    ],
                    "storageKey": null
                  }
                ],
                "type": "DemandPublished",
                "abstractKey": null
              },
              {
                "kind": "InlineFragment",
                "selections": [
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": null,
                    "kind": "LinkedField",
                    "name": "demand",
                    "plural": false,
                    "selections": [
                      (v4/*:: as any*/),
                      (v5/*:: as any*/),
                      {
                        "kind": "TypeDiscriminator",
                        "abstractKey": "__isDemand"
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
                        "name": "skills",
                        "storageKey": null
                      },
                      (v6/*:: as any*/),
                      {
                        "alias": null,
                        "args": null,
                        "kind": "ScalarField",
                        "name": "deadlineAt",
                        "storageKey": null
                      },
                      {
                        "alias": null,
                        "args": null,
                        "concreteType": "Party",
                        "kind": "LinkedField",
                        "name": "awarder",
                        "plural": false,
                        "selections": [
                          (v5/*:: as any*/),
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
                        "kind": "InlineFragment",
                        "selections": [
                          {
                            "alias": null,
                            "args": null,
                            "kind": "ScalarField",
                            "name": "bidding",
                            "storageKey": null
                          },
                          {
                            "alias": null,
                            "args": null,
                            "kind": "ScalarField",
                            "name": "audience",
                            "storageKey": null
                          },
                          {
                            "alias": null,
                            "args": null,
                            "concreteType": "Budget",
                            "kind": "LinkedField",
                            "name": "budget",
                            "plural": false,
                            "selections": [
                              {
                                "alias": null,
                                "args": null,
                                "concreteType": "Money",
                                "kind": "LinkedField",
                                "name": "low",
                                "plural": false,
                                "selections": (v8/*:: as any*/),
                                "storageKey": null
                              },
                              {
                                "alias": null,
                                "args": null,
                                "concreteType": "Money",
                                "kind": "LinkedField",
                                "name": "high",
                                "plural": false,
                                "selections": (v8/*:: as any*/),
                                "storageKey": null
                              }
                            ],
                            "storageKey": null
                          },
                          {
                            "alias": null,
                            "args": null,
                            "kind": "ScalarField",
                            "name": "bidCount",
                            "storageKey": null
                          }
                        ],
                        "type": "BiddingDemand",
                        "abstractKey": null
                      }
                    ],
                    "storageKey": null
                  }
                ],
                "type": "DemandAmended",
                "abstractKey": null
              },
              {
                "kind": "InlineFragment",
                "selections": (v9/*:: as any*/),
                "type": "BiddingClosed",
                "abstractKey": null
              },
              {
                "kind": "InlineFragment",
                "selections": (v9/*:: as any*/),
                "type": "DemandStateChanged",
                "abstractKey": null
              }
            ],
            "storageKey": null
          }
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "074dee3bb4fe53304e12c5806fec9606",
    "id": null,
    "metadata": {},
    "name": "MarketFollowSubscription",
    "operationKind": "subscription",
    "text": "subscription MarketFollowSubscription(\n  $filter: DemandFilter\n  $after: String\n) {\n  market(filter: $filter, after: $after) {\n    cursor\n    event {\n      __typename\n      ... on DemandPublished {\n        demand {\n          __typename\n          id\n        }\n      }\n      ... on DemandAmended {\n        demand {\n          __typename\n          id\n          ...DemandRow_demand\n        }\n      }\n      ... on BiddingClosed {\n        demand {\n          __typename\n          id\n          state\n        }\n      }\n      ... on DemandStateChanged {\n        demand {\n          __typename\n          id\n          state\n        }\n      }\n    }\n  }\n}\n\nfragment Awarder_party on Party {\n  name\n  verifiedAt\n}\n\nfragment BudgetText_budget on Budget {\n  low {\n    amount\n    currency\n  }\n  high {\n    amount\n    currency\n  }\n}\n\nfragment DemandRow_demand on Demand {\n  __isDemand: __typename\n  id\n  title\n  skills\n  state\n  deadlineAt\n  awarder {\n    id\n    ...Awarder_party\n  }\n  ... on BiddingDemand {\n    bidding\n    audience\n    budget {\n      ...BudgetText_budget\n    }\n    bidCount\n  }\n}\n"
  }
};
})();

(node as any).hash = "d70ee4500bb2ecae68c021797fce826a";

export default node;
