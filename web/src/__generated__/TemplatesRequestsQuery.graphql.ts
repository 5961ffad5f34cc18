/**
 * @generated SignedSource<<8f2d83323598fa2746c587664ce9cc4d>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type TemplateRequestState = "ASSIGNED" | "CANCELLED" | "CHANGES_REQUESTED" | "IN_PROGRESS" | "IN_REVIEW" | "NEEDS_INFO" | "PUBLISHED" | "QUEUED" | "REJECTED" | "%future added value";
export type TemplatesRequestsQuery$variables = {
  partyId: string;
};
export type TemplatesRequestsQuery$data = {
  readonly templateRequests: {
    readonly edges: ReadonlyArray<{
      readonly node: {
        readonly dueAt: string | null | undefined;
        readonly id: string;
        readonly name: string;
        readonly state: TemplateRequestState;
        readonly submittedAt: string;
      };
    }>;
  };
};
export type TemplatesRequestsQuery = {
  response: TemplatesRequestsQuery$data;
  variables: TemplatesRequestsQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "partyId"
  }
],
v1 = [
  {
    "alias": null,
    "args": [
      {
        "kind": "Literal",
        "name": "first",
        "value": 50
      },
      {
        "kind": "Variable",
        "name": "partyId",
        "variableName": "partyId"
      }
    ],
    "concreteType": "TemplateRequestConnection",
    "kind": "LinkedField",
    "name": "templateRequests",
    "plural": false,
    "selections": [
      {
        "alias": null,
        "args": null,
        "concreteType": "TemplateRequestEdge",
        "kind": "LinkedField",
        "name": "edges",
        "plural": true,
        "selections": [
          {
            "alias": null,
            "args": null,
            "concreteType": "TemplateRequest",
            "kind": "LinkedField",
            "name": "node",
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
                "name": "name",
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
                "name": "submittedAt",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "dueAt",
                "storageKey": null
              }
            ],
            "storageKey": null
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
    "name": "TemplatesRequestsQuery",
    "selections": (v1/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "TemplatesRequestsQuery",
    "selections": (v1/*:: as any*/)
  },
  "params": {
    "cacheID": "797a25339cd1f24466d1caa2c9e4708b",
    "id": null,
    "metadata": {},
    "name": "TemplatesRequestsQuery",
    "operationKind": "query",
    "text": "query TemplatesRequestsQuery(\n  $partyId: ID!\n) {\n  templateRequests(partyId: $partyId, first: 50) {\n    edges {\n      node {\n        id\n        name\n        state\n        submittedAt\n        dueAt\n      }\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "150e3a00bcb3bc2d6efa857b6f6b9650";

export default node;
