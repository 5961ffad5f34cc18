/**
 * @generated SignedSource<<a5b9dd1ecfb47a336c1266e9fcdba39b>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type WorkItemAction = "ASSIGN" | "CLAIM" | "RELEASE" | "%future added value";
export type WorkItemKind = "DISPUTE" | "SCAN_VERIFICATION" | "SUPPLEMENT_SCAN_VERIFICATION" | "TEMPLATE_REQUEST" | "%future added value";
export type WorkItemState = "CLAIMED" | "DONE" | "WAITING" | "%future added value";
export type QueueQuery$variables = Record<PropertyKey, never>;
export type QueueQuery$data = {
  readonly workItems: {
    readonly cursor: string;
    readonly edges: ReadonlyArray<{
      readonly node: {
        readonly actions: ReadonlyArray<WorkItemAction>;
        readonly assignee: {
          readonly id: string;
          readonly name: string;
        } | null | undefined;
        readonly claimedUntil: string | null | undefined;
        readonly dueAt: string | null | undefined;
        readonly id: string;
        readonly isOverdue: boolean;
        readonly kind: WorkItemKind;
        readonly openedAt: string;
        readonly priority: number;
        readonly state: WorkItemState;
        readonly subject: {
          readonly __typename: string;
          readonly id: string;
        } | null | undefined;
        readonly title: string | null | undefined;
        readonly version: number;
      };
    }>;
    readonly totalCount: number;
  };
};
export type QueueQuery = {
  response: QueueQuery$data;
  variables: QueueQuery$variables;
};

const node: ConcreteRequest = (function(){
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
    "args": [
      {
        "kind": "Literal",
        "name": "first",
        "value": 100
      }
    ],
    "concreteType": "WorkItemConnection",
    "kind": "LinkedField",
    "name": "workItems",
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
        "kind": "ScalarField",
        "name": "totalCount",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "concreteType": "WorkItemEdge",
        "kind": "LinkedField",
        "name": "edges",
        "plural": true,
        "selections": [
          {
            "alias": null,
            "args": null,
            "concreteType": "WorkItem",
            "kind": "LinkedField",
            "name": "node",
            "plural": false,
            "selections": [
              (v0/*:: as any*/),
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
                "name": "openedAt",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "dueAt",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "isOverdue",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "priority",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "concreteType": "User",
                "kind": "LinkedField",
                "name": "assignee",
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
                "name": "claimedUntil",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "concreteType": null,
                "kind": "LinkedField",
                "name": "subject",
                "plural": false,
                "selections": [
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "__typename",
                    "storageKey": null
                  },
                  (v0/*:: as any*/)
                ],
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "actions",
                "storageKey": null
              }
            ],
            "storageKey": null
          }
        ],
        "storageKey": null
      }
    ],
    "storageKey": "workItems(first:100)"
  }
];
return {
  "fragment": {
    "argumentDefinitions": [],
    "kind": "Fragment",
    "metadata": null,
    "name": "QueueQuery",
    "selections": (v1/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [],
    "kind": "Operation",
    "name": "QueueQuery",
    "selections": (v1/*:: as any*/)
  },
  "params": {
    "cacheID": "c8aa85ce9265afd2d1549f582b9121c8",
    "id": null,
    "metadata": {},
    "name": "QueueQuery",
    "operationKind": "query",
    "text": "query QueueQuery {\n  workItems(first: 100) {\n    cursor\n    totalCount\n    edges {\n      node {\n        id\n        kind\n        title\n        state\n        version\n        openedAt\n        dueAt\n        isOverdue\n        priority\n        assignee {\n          id\n          name\n        }\n        claimedUntil\n        subject {\n          __typename\n          id\n        }\n        actions\n      }\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "58d8ecced61115f4745c00300fb58042";

export default node;
