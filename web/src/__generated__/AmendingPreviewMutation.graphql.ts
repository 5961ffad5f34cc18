/**
 * @generated SignedSource<<a0aa28b762247b95b1069c9600f97128>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type Bidding = "OPEN" | "SEALED" | "%future added value";
export type PartyKind = "ENTERPRISE" | "INDIVIDUAL" | "TEAM" | "%future added value";
export type PreviewAmendmentInput = {
  attachmentIds?: ReadonlyArray<string> | null | undefined;
  audience?: ReadonlyArray<PartyKind> | null | undefined;
  bidding?: Bidding | null | undefined;
  budget?: BudgetInput | null | undefined;
  criteria?: ReadonlyArray<CriterionWeightInput> | null | undefined;
  demandId: string;
  description?: string | null | undefined;
  durationDays?: number | null | undefined;
  expectedVersion: number;
  idempotencyKey?: string | null | undefined;
  isBidCountPublic?: boolean | null | undefined;
  skills?: ReadonlyArray<string> | null | undefined;
  title?: string | null | undefined;
};
export type BudgetInput = {
  currency: string;
  high?: string | null | undefined;
  low?: string | null | undefined;
};
export type CriterionWeightInput = {
  key: string;
  weight: number;
};
export type AmendingPreviewMutation$variables = {
  input: PreviewAmendmentInput;
};
export type AmendingPreviewMutation$data = {
  readonly previewAmendment: {
    readonly __typename: string;
    readonly changes?: ReadonlyArray<{
      readonly field: string;
      readonly from: string | null | undefined;
      readonly to: string | null | undefined;
    }>;
    readonly code?: string;
    readonly currentVersion?: number;
    readonly deadlineAt?: string | null | undefined;
    readonly fields?: ReadonlyArray<{
      readonly message: string;
      readonly path: string;
    }>;
    readonly isMaterial?: boolean;
    readonly message?: string;
  };
};
export type AmendingPreviewMutation = {
  response: AmendingPreviewMutation$data;
  variables: AmendingPreviewMutation$variables;
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
    "name": "previewAmendment",
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
            "concreteType": "FieldChange",
            "kind": "LinkedField",
            "name": "changes",
            "plural": true,
            "selections": [
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "field",
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
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "isMaterial",
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "deadlineAt",
            "storageKey": null
          }
        ],
        "type": "AmendmentPreview",
        "abstractKey": null
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
    "name": "AmendingPreviewMutation",
    "selections": (v2/*:: as any*/),
    "type": "Mutation",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "AmendingPreviewMutation",
    "selections": (v2/*:: as any*/)
  },
  "params": {
    "cacheID": "2d7d78c8e47b34006136fcf540ef5d29",
    "id": null,
    "metadata": {},
    "name": "AmendingPreviewMutation",
    "operationKind": "mutation",
    "text": "mutation AmendingPreviewMutation(\n  $input: PreviewAmendmentInput!\n) {\n  previewAmendment(input: $input) {\n    __typename\n    ... on AmendmentPreview {\n      changes {\n        field\n        from\n        to\n      }\n      isMaterial\n      deadlineAt\n    }\n    ... on Refusal {\n      __isRefusal: __typename\n      code\n      message\n      ... on InvalidInput {\n        fields {\n          path\n          message\n        }\n      }\n      ... on Conflict {\n        currentVersion\n      }\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "60a6e4dabdeaabea893f64fe679847b7";

export default node;
