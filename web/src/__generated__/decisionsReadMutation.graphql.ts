/**
 * @generated SignedSource<<e6944a28eef1482b68b14b33ff7a7c44>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type MarkCandidatesReadInput = {
  candidateIds: ReadonlyArray<string>;
  idempotencyKey?: string | null | undefined;
};
export type decisionsReadMutation$variables = {
  input: MarkCandidatesReadInput;
};
export type decisionsReadMutation$data = {
  readonly markCandidatesRead: {
    readonly __typename: string;
    readonly code?: string;
    readonly currentVersion?: number;
    readonly fields?: ReadonlyArray<{
      readonly message: string;
      readonly path: string;
    }>;
    readonly message?: string;
  };
};
export type decisionsReadMutation = {
  response: decisionsReadMutation$data;
  variables: decisionsReadMutation$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "input"
  }
],
v1 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "message",
  "storageKey": null
},
v2 = [
  {
    "alias": null,
    "args": [
      {
        "kind": "Variable",
        "name": "input",
        "variableName": "input"
      }
    ],
    "concreteType": null,
    "kind": "LinkedField",
    "name": "markCandidatesRead",
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
            "kind": "ScalarField",
            "name": "code",
            "storageKey": null
          },
          (v1/*:: as any*/),
          {
            "kind": "InlineFragment",
            "selections": [
              {
                "alias": null,
                "args": null,
                "concreteType": "FieldProblem",
                "kind": "LinkedField",
                "name": "fields",
                "plural": true,
                "selections": [
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "path",
                    "storageKey": null
                  },
                  (v1/*:: as any*/)
                ],
                "storageKey": null
              }
            ],
            "type": "InvalidInput",
            "abstractKey": null
          },
          {
            "kind": "InlineFragment",
            "selections": [
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "currentVersion",
                "storageKey": null
              }
            ],
            "type": "Conflict",
            "abstractKey": null
          }
        ],
        "type": "Refusal",
        "abstractKey": "__isRefusal"
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
    "name": "decisionsReadMutation",
    "selections": (v2/*:: as any*/),
    "type": "Mutation",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "decisionsReadMutation",
    "selections": (v2/*:: as any*/)
  },
  "params": {
    "cacheID": "91cbfca9d6cb725db2fe4b2af6ff2630",
    "id": null,
    "metadata": {},
    "name": "decisionsReadMutation",
    "operationKind": "mutation",
    "text": "mutation decisionsReadMutation(\n  $input: MarkCandidatesReadInput!\n) {\n  markCandidatesRead(input: $input) {\n    __typename\n    ... on Refusal {\n      __isRefusal: __typename\n      code\n      message\n      ... on InvalidInput {\n        fields {\n          path\n          message\n        }\n      }\n      ... on Conflict {\n        currentVersion\n      }\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "92b50da64b901ad30a481f6094a1e2fc";

export default node;
