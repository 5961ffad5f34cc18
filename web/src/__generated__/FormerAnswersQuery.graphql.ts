/**
 * @generated SignedSource<<837cf970620b6187aa5d80fc8060a873>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type FormerAnswersQuery$variables = {
  id: string;
};
export type FormerAnswersQuery$data = {
  readonly node: {
    readonly __typename: string;
    readonly formerAnswers?: ReadonlyArray<{
      readonly answeredAt: string;
      readonly body: string;
    }>;
    readonly id: string;
  } | null | undefined;
};
export type FormerAnswersQuery = {
  response: FormerAnswersQuery$data;
  variables: FormerAnswersQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "id"
  }
],
v1 = [
  {
    "alias": null,
    "args": [
      {
        "kind": "Variable",
        "name": "id",
        "variableName": "id"
      }
    ],
    "concreteType": null,
    "kind": "LinkedField",
    "name": "node",
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
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "id",
        "storageKey": null
      },
      {
        "kind": "InlineFragment",
        "selections": [
          {
            "alias": null,
            "args": null,
            "concreteType": "FormerAnswer",
            "kind": "LinkedField",
            "name": "formerAnswers",
            "plural": true,
            "selections": [
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "body",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "answeredAt",
                "storageKey": null
              }
            ],
            "storageKey": null
          }
        ],
        "type": "Question",
        "abstractKey": null
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
    "name": "FormerAnswersQuery",
    "selections": (v1/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "FormerAnswersQuery",
    "selections": (v1/*:: as any*/)
  },
  "params": {
    "cacheID": "5331dcf64d7e871cf3d8c77d88c3a7d7",
    "id": null,
    "metadata": {},
    "name": "FormerAnswersQuery",
    "operationKind": "query",
    "text": "query FormerAnswersQuery(\n  $id: ID!\n) {\n  node(id: $id) {\n    __typename\n    id\n    ... on Question {\n      formerAnswers {\n        body\n        answeredAt\n      }\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "6110c8d9f77dba1867171701bc9c2b39";

export default node;
