/**
 * @generated SignedSource<<203c79140864a77890e12c0cb4b91313>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type SavedSearchesFollowSubscription$variables = {
  after?: string | null | undefined;
};
export type SavedSearchesFollowSubscription$data = {
  readonly savedSearches: {
    readonly cursor: string;
    readonly event: {
      readonly __typename: "SearchMatched";
      readonly savedSearch: {
        readonly id: string;
        readonly newCount: number;
      };
    } | {
      // This will never be '%other', but we need some
      // value in case none of the concrete values match.
      readonly __typename: "%other";
    };
  };
};
export type SavedSearchesFollowSubscription = {
  response: SavedSearchesFollowSubscription$data;
  variables: SavedSearchesFollowSubscription$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "after"
  }
],
v1 = [
  {
    "alias": null,
    "args": [
      {
        "kind": "Variable",
        "name": "after",
        "variableName": "after"
      }
    ],
    "concreteType": "SavedSearchEvent",
    "kind": "LinkedField",
    "name": "savedSearches",
    "plural": false,
    "selections": [
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "cursor",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "concreteType": null,
        "kind": "LinkedField",
        "name": "event",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "__typename",
            "storageKey": null
          },
          {
            "kind": "InlineFragment",
            "selections": [
              {
                "alias": null,
                "args": null,
                "concreteType": "SavedSearch",
                "kind": "LinkedField",
                "name": "savedSearch",
                "plural": false,
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
                    "name": "newCount",
                    "storageKey": null
                  }
                ],
                "storageKey": null
              }
            ],
            "type": "SearchMatched",
            "abstractKey": null
          }
        ],
        "storageKey": null
      }
    ],
    "storageKey": null
  }
];
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "SavedSearchesFollowSubscription",
    "selections": (v1/*:: as any*/),
    "type": "Subscription",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "SavedSearchesFollowSubscription",
    "selections": (v1/*:: as any*/)
  },
  "params": {
    "cacheID": "3592f699c848f9a77017cb088c254072",
    "id": null,
    "metadata": {},
    "name": "SavedSearchesFollowSubscription",
    "operationKind": "subscription",
    "text": "subscription SavedSearchesFollowSubscription(\n  $after: String\n) {\n  savedSearches(after: $after) {\n    cursor\n    event {\n      __typename\n      ... on SearchMatched {\n        savedSearch {\n          id\n          newCount\n        }\n      }\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "2f9d07b309aabed52393bc5a4da8659e";

export default node;
