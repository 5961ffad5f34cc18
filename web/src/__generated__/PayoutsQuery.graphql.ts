/**
 * @generated SignedSource<<beaf41c9d995553b6ddbb691b86a6710>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type PaymentFailure = "ACCOUNT_CLOSED" | "ACCOUNT_RESTRICTED" | "ACCOUNT_UNKNOWN" | "ALREADY_REFUNDED" | "CARD_UNUSABLE" | "CURRENCY_NOT_SUPPORTED" | "DECLINED" | "DISPUTED" | "HOLDER_MISMATCH" | "INSUFFICIENT_FUNDS" | "LIMIT_EXCEEDED" | "OTHER" | "OTHER_AMOUNT" | "%future added value";
export type PaymentState = "CANCELLED" | "FAILED" | "PENDING" | "SUCCEEDED" | "%future added value";
export type PayoutsQuery$variables = {
  partyId: string;
};
export type PayoutsQuery$data = {
  readonly payouts: {
    readonly edges: ReadonlyArray<{
      readonly node: {
        readonly amount: {
          readonly amount: string;
          readonly currency: string;
        };
        readonly failure: string | null | undefined;
        readonly failureKind: PaymentFailure | null | undefined;
        readonly id: string;
        readonly madeAt: string;
        readonly settledAt: string | null | undefined;
        readonly state: PaymentState;
      };
    }>;
  };
};
export type PayoutsQuery = {
  response: PayoutsQuery$data;
  variables: PayoutsQuery$variables;
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
        "value": 20
      },
      {
        "kind": "Variable",
        "name": "partyId",
        "variableName": "partyId"
      }
    ],
    "concreteType": "PaymentConnection",
    "kind": "LinkedField",
    "name": "payouts",
    "plural": false,
    "selections": [
      {
        "alias": null,
        "args": null,
        "concreteType": "PaymentEdge",
        "kind": "LinkedField",
        "name": "edges",
        "plural": true,
        "selections": [
          {
            "alias": null,
            "args": null,
            "concreteType": "Payment",
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
                "name": "state",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "concreteType": "Money",
                "kind": "LinkedField",
                "name": "amount",
                "plural": false,
                "selections": [
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
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "madeAt",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "settledAt",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "failure",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "failureKind",
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
    "name": "PayoutsQuery",
    "selections": (v1/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "PayoutsQuery",
    "selections": (v1/*:: as any*/)
  },
  "params": {
    "cacheID": "ab08da6cb3466c6caa6100f5d8a09bf3",
    "id": null,
    "metadata": {},
    "name": "PayoutsQuery",
    "operationKind": "query",
    "text": "query PayoutsQuery(\n  $partyId: ID!\n) {\n  payouts(partyId: $partyId, first: 20) {\n    edges {\n      node {\n        id\n        state\n        amount {\n          amount\n          currency\n        }\n        madeAt\n        settledAt\n        failure\n        failureKind\n      }\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "7216f40e29aa9bb00638fdb4279fc728";

export default node;
