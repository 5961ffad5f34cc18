/**
 * @generated SignedSource<<f1b01c3f245ccb701743c198764c512f>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type ContractSide = "AWARDER" | "RECEIVER" | "%future added value";
export type DraftContractInput = {
  awardId: string;
  awarder?: ContractPartyInput | null | undefined;
  fields: ReadonlyArray<FieldValueInput>;
  idempotencyKey?: string | null | undefined;
  language?: string | null | undefined;
  receiver?: ContractPartyInput | null | undefined;
  signsFirst?: ContractSide | null | undefined;
  stages: ReadonlyArray<ContractStageInput>;
  templateVersionId: string;
};
export type FieldValueInput = {
  key: string;
  rows?: ReadonlyArray<FieldRowInput> | null | undefined;
  value?: string | null | undefined;
  values?: ReadonlyArray<string> | null | undefined;
};
export type FieldRowInput = {
  cells: ReadonlyArray<FieldCellInput>;
};
export type FieldCellInput = {
  key: string;
  value?: string | null | undefined;
  values?: ReadonlyArray<string> | null | undefined;
};
export type ContractStageInput = {
  acceptanceTerms?: string | null | undefined;
  amount: string;
  dueOn?: any | null | undefined;
  title: string;
};
export type ContractPartyInput = {
  address?: string | null | undefined;
  email?: string | null | undefined;
  identity?: string | null | undefined;
  name?: string | null | undefined;
  registration?: string | null | undefined;
  representative?: string | null | undefined;
  seal?: string | null | undefined;
  taxNumber?: string | null | undefined;
};
export type NewContractDraftMutation$variables = {
  input: DraftContractInput;
};
export type NewContractDraftMutation$data = {
  readonly draftContract: {
    readonly __typename: string;
    readonly code?: string;
    readonly currentVersion?: number;
    readonly fields?: ReadonlyArray<{
      readonly message: string;
      readonly path: string;
    }>;
    readonly id?: string;
    readonly message?: string;
  };
};
export type NewContractDraftMutation = {
  response: NewContractDraftMutation$data;
  variables: NewContractDraftMutation$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "input"
  }
],
v1 = [
  {
    "kind": "Variable",
    "name": "input",
    "variableName": "input"
  }
],
v2 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "__typename",
  "storageKey": null
},
v3 = [
  {
    "alias": null,
    "args": null,
    "kind": "ScalarField",
    "name": "id",
    "storageKey": null
  }
],
v4 = {
  "kind": "InlineFragment",
  "selections": (v3/*:: as any*/),
  "type": "Contract",
  "abstractKey": null
},
v5 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "message",
  "storageKey": null
},
v6 = {
  "kind": "InlineFragment",
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "code",
      "storageKey": null
    },
    (v5/*:: as any*/),
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
            (v5/*:: as any*/)
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
};
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "NewContractDraftMutation",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": null,
        "kind": "LinkedField",
        "name": "draftContract",
        "plural": false,
        "selections": [
          (v2/*:: as any*/),
          (v4/*:: as any*/),
          (v6/*:: as any*/)
        ],
        "storageKey": null
      }
    ],
    "type": "Mutation",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "NewContractDraftMutation",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": null,
        "kind": "LinkedField",
        "name": "draftContract",
        "plural": false,
        "selections": [
          (v2/*:: as any*/),
          (v4/*:: as any*/),
          (v6/*:: as any*/),
          {
            "kind": "InlineFragment",
            "selections": (v3/*:: as any*/),
            "type": "Node",
            "abstractKey": "__isNode"
          }
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "215055bcb8a0bbca6542a6002d51c7b2",
    "id": null,
    "metadata": {},
    "name": "NewContractDraftMutation",
    "operationKind": "mutation",
    "text": "mutation NewContractDraftMutation(\n  $input: DraftContractInput!\n) {\n  draftContract(input: $input) {\n    __typename\n    ... on Contract {\n      id\n    }\n    ... on Refusal {\n      __isRefusal: __typename\n      code\n      message\n      ... on InvalidInput {\n        fields {\n          path\n          message\n        }\n      }\n      ... on Conflict {\n        currentVersion\n      }\n    }\n    ... on Node {\n      __isNode: __typename\n      id\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "d02075c1d9f22dcbbfbacf5e5b30e3d8";

export default node;
