/**
 * @generated SignedSource<<5c42326e7568ef67ac50260ad55bb291>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
import { FragmentRefs } from "relay-runtime";
export type ApproveTermsInput = {
  contractId: string;
  digest: string;
  idempotencyKey?: string | null | undefined;
  partyId: string;
};
export type DeedsApproveTermsMutation$variables = {
  input: ApproveTermsInput;
};
export type DeedsApproveTermsMutation$data = {
  readonly approveTerms: {
    readonly __typename: string;
    readonly code?: string;
    readonly currentVersion?: number;
    readonly fields?: ReadonlyArray<{
      readonly message: string;
      readonly path: string;
    }>;
    readonly message?: string;
    readonly " $fragmentSpreads": FragmentRefs<"ContractPage_contract">;
  };
};
export type DeedsApproveTermsMutation = {
  response: DeedsApproveTermsMutation$data;
  variables: DeedsApproveTermsMutation$variables;
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
v3 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "message",
  "storageKey": null
},
v4 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "path",
  "storageKey": null
},
v5 = {
  "kind": "InlineFragment",
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "code",
      "storageKey": null
    },
    (v3/*:: as any*/),
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
            (v4/*:: as any*/),
            (v3/*:: as any*/)
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
},
v6 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v7 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "number",
  "storageKey": null
},
v8 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "state",
  "storageKey": null
},
v9 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "version",
  "storageKey": null
},
v10 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "digest",
  "storageKey": null
},
v11 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "kind",
  "storageKey": null
},
v12 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "currency",
  "storageKey": null
},
v13 = [
  {
    "alias": null,
    "args": null,
    "kind": "ScalarField",
    "name": "amount",
    "storageKey": null
  },
  (v12/*:: as any*/)
],
v14 = {
  "alias": null,
  "args": null,
  "concreteType": "Money",
  "kind": "LinkedField",
  "name": "total",
  "plural": false,
  "selections": (v13/*:: as any*/),
  "storageKey": null
},
v15 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "feeBasisPoints",
  "storageKey": null
},
v16 = {
  "alias": null,
  "args": null,
  "concreteType": "Money",
  "kind": "LinkedField",
  "name": "amount",
  "plural": false,
  "selections": (v13/*:: as any*/),
  "storageKey": null
},
v17 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "actions",
  "storageKey": null
},
v18 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "title",
  "storageKey": null
},
v19 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "madeAt",
  "storageKey": null
},
v20 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "name",
  "storageKey": null
},
v21 = [
  (v6/*:: as any*/),
  (v20/*:: as any*/)
],
v22 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "myRole",
  "storageKey": null
},
v23 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "draftedAt",
  "storageKey": null
},
v24 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "side",
  "storageKey": null
},
v25 = {
  "alias": null,
  "args": null,
  "concreteType": "TermsChange",
  "kind": "LinkedField",
  "name": "changes",
  "plural": true,
  "selections": [
    (v4/*:: as any*/),
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
v26 = [
  (v6/*:: as any*/)
],
v27 = [
  (v6/*:: as any*/),
  (v20/*:: as any*/),
  (v22/*:: as any*/),
  (v11/*:: as any*/),
  {
    "alias": null,
    "args": null,
    "concreteType": "User",
    "kind": "LinkedField",
    "name": "signers",
    "plural": true,
    "selections": (v26/*:: as any*/),
    "storageKey": null
  }
],
v28 = [
  {
    "kind": "Literal",
    "name": "first",
    "value": 1
  }
],
v29 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "key",
  "storageKey": null
},
v30 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "label",
  "storageKey": null
},
v31 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "type",
  "storageKey": null
},
v32 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "fileName",
  "storageKey": null
},
v33 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "url",
  "storageKey": null
},
v34 = {
  "alias": null,
  "args": null,
  "concreteType": "Attachment",
  "kind": "LinkedField",
  "name": "document",
  "plural": false,
  "selections": [
    (v6/*:: as any*/),
    (v32/*:: as any*/),
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "byteSize",
      "storageKey": null
    },
    (v33/*:: as any*/)
  ],
  "storageKey": null
},
v35 = {
  "alias": null,
  "args": null,
  "concreteType": "Attachment",
  "kind": "LinkedField",
  "name": "document",
  "plural": false,
  "selections": [
    (v6/*:: as any*/),
    (v32/*:: as any*/),
    (v33/*:: as any*/)
  ],
  "storageKey": null
};
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "DeedsApproveTermsMutation",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": null,
        "kind": "LinkedField",
        "name": "approveTerms",
        "plural": false,
        "selections": [
          (v2/*:: as any*/),
          {
            "kind": "InlineFragment",
            "selections": [
              {
                "args": null,
                "kind": "FragmentSpread",
                "name": "ContractPage_contract"
              }
            ],
            "type": "Contract",
            "abstractKey": null
          },
          (v5/*:: as any*/)
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
    "name": "DeedsApproveTermsMutation",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": null,
        "kind": "LinkedField",
        "name": "approveTerms",
        "plural": false,
        "selections": [
          (v2/*:: as any*/),
          {
            "kind": "InlineFragment",
            "selections": [
              (v6/*:: as any*/),
              (v7/*:: as any*/),
              (v8/*:: as any*/),
              (v9/*:: as any*/),
              (v10/*:: as any*/),
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "terms",
                "storageKey": null
              },
              (v11/*:: as any*/),
              (v14/*:: as any*/),
              (v15/*:: as any*/),
              {
                "alias": null,
                "args": null,
                "concreteType": "Stage",
                "kind": "LinkedField",
                "name": "stages",
                "plural": true,
                "selections": [
                  (v6/*:: as any*/),
                  (v8/*:: as any*/),
                  (v16/*:: as any*/),
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": "Money",
                    "kind": "LinkedField",
                    "name": "released",
                    "plural": false,
                    "selections": (v13/*:: as any*/),
                    "storageKey": null
                  },
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": "Money",
                    "kind": "LinkedField",
                    "name": "refunded",
                    "plural": false,
                    "selections": (v13/*:: as any*/),
                    "storageKey": null
                  },
                  (v7/*:: as any*/),
                  (v17/*:: as any*/),
                  (v18/*:: as any*/),
                  (v9/*:: as any*/),
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "acceptanceTerms",
                    "storageKey": null
                  },
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "dueOn",
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
                    "name": "autoAcceptsAt",
                    "storageKey": null
                  },
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "refundReason",
                    "storageKey": null
                  },
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "refundsAt",
                    "storageKey": null
                  },
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "idleRemindsAt",
                    "storageKey": null
                  },
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "idleEndsAt",
                    "storageKey": null
                  },
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": "Dispute",
                    "kind": "LinkedField",
                    "name": "dispute",
                    "plural": false,
                    "selections": [
                      (v6/*:: as any*/),
                      (v9/*:: as any*/)
                    ],
                    "storageKey": null
                  },
                  {
                    "alias": null,
                    "args": [
                      {
                        "kind": "Literal",
                        "name": "first",
                        "value": 10
                      }
                    ],
                    "concreteType": "Payment",
                    "kind": "LinkedField",
                    "name": "payments",
                    "plural": true,
                    "selections": [
                      (v6/*:: as any*/),
                      (v11/*:: as any*/),
                      (v8/*:: as any*/),
                      (v16/*:: as any*/),
                      {
                        "alias": null,
                        "args": null,
                        "kind": "ScalarField",
                        "name": "checkoutUrl",
                        "storageKey": null
                      },
                      (v19/*:: as any*/),
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
                    "storageKey": "payments(first:10)"
                  },
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": "Money",
                    "kind": "LinkedField",
                    "name": "lacking",
                    "plural": false,
                    "selections": (v13/*:: as any*/),
                    "storageKey": null
                  },
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": "Money",
                    "kind": "LinkedField",
                    "name": "funded",
                    "plural": false,
                    "selections": (v13/*:: as any*/),
                    "storageKey": null
                  },
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": "Money",
                    "kind": "LinkedField",
                    "name": "fee",
                    "plural": false,
                    "selections": (v13/*:: as any*/),
                    "storageKey": null
                  },
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": "Money",
                    "kind": "LinkedField",
                    "name": "held",
                    "plural": false,
                    "selections": (v13/*:: as any*/),
                    "storageKey": null
                  },
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "refundSilenceDays",
                    "storageKey": null
                  },
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "disputeAnswerWorkingDays",
                    "storageKey": null
                  },
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": "Contract",
                    "kind": "LinkedField",
                    "name": "contract",
                    "plural": false,
                    "selections": [
                      (v6/*:: as any*/),
                      (v15/*:: as any*/),
                      {
                        "alias": null,
                        "args": null,
                        "kind": "ScalarField",
                        "name": "acceptanceWorkingDays",
                        "storageKey": null
                      },
                      {
                        "alias": null,
                        "args": null,
                        "concreteType": "Party",
                        "kind": "LinkedField",
                        "name": "awarder",
                        "plural": false,
                        "selections": (v21/*:: as any*/),
                        "storageKey": null
                      },
                      {
                        "alias": null,
                        "args": null,
                        "concreteType": "Party",
                        "kind": "LinkedField",
                        "name": "receiver",
                        "plural": false,
                        "selections": [
                          (v6/*:: as any*/),
                          (v20/*:: as any*/),
                          (v22/*:: as any*/)
                        ],
                        "storageKey": null
                      }
                    ],
                    "storageKey": null
                  }
                ],
                "storageKey": null
              },
              (v23/*:: as any*/),
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "effectiveAt",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "endedAt",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "concreteType": "Supplement",
                "kind": "LinkedField",
                "name": "supplements",
                "plural": true,
                "selections": [
                  (v6/*:: as any*/),
                  (v7/*:: as any*/),
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "activatedAt",
                    "storageKey": null
                  },
                  (v8/*:: as any*/),
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "rationale",
                    "storageKey": null
                  },
                  (v24/*:: as any*/),
                  (v23/*:: as any*/),
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "proposedAt",
                    "storageKey": null
                  },
                  (v14/*:: as any*/),
                  (v25/*:: as any*/)
                ],
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "concreteType": null,
                "kind": "LinkedField",
                "name": "demand",
                "plural": false,
                "selections": [
                  (v2/*:: as any*/),
                  (v6/*:: as any*/),
                  (v18/*:: as any*/)
                ],
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "concreteType": "Party",
                "kind": "LinkedField",
                "name": "awarder",
                "plural": false,
                "selections": (v27/*:: as any*/),
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "concreteType": "Party",
                "kind": "LinkedField",
                "name": "receiver",
                "plural": false,
                "selections": (v27/*:: as any*/),
                "storageKey": null
              },
              {
                "alias": "present",
                "args": (v28/*:: as any*/),
                "concreteType": "ContractVersion",
                "kind": "LinkedField",
                "name": "versions",
                "plural": true,
                "selections": [
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": "TemplateVersion",
                    "kind": "LinkedField",
                    "name": "templateVersion",
                    "plural": false,
                    "selections": [
                      (v6/*:: as any*/),
                      {
                        "alias": null,
                        "args": null,
                        "concreteType": "TemplateField",
                        "kind": "LinkedField",
                        "name": "fields",
                        "plural": true,
                        "selections": [
                          (v29/*:: as any*/),
                          (v30/*:: as any*/),
                          (v31/*:: as any*/),
                          {
                            "alias": null,
                            "args": null,
                            "concreteType": "TemplateField",
                            "kind": "LinkedField",
                            "name": "columns",
                            "plural": true,
                            "selections": [
                              (v29/*:: as any*/),
                              (v30/*:: as any*/),
                              (v31/*:: as any*/)
                            ],
                            "storageKey": null
                          }
                        ],
                        "storageKey": null
                      }
                    ],
                    "storageKey": null
                  }
                ],
                "storageKey": "versions(first:1)"
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "expiresAt",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "endReason",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "missing",
                "storageKey": null
              },
              (v17/*:: as any*/),
              {
                "alias": null,
                "args": null,
                "concreteType": "Approval",
                "kind": "LinkedField",
                "name": "approvals",
                "plural": true,
                "selections": [
                  (v24/*:: as any*/),
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "approvedAt",
                    "storageKey": null
                  },
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": "User",
                    "kind": "LinkedField",
                    "name": "user",
                    "plural": false,
                    "selections": (v21/*:: as any*/),
                    "storageKey": null
                  }
                ],
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "concreteType": "Execution",
                "kind": "LinkedField",
                "name": "executions",
                "plural": true,
                "selections": [
                  (v24/*:: as any*/),
                  (v8/*:: as any*/),
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "note",
                    "storageKey": null
                  },
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "mode",
                    "storageKey": null
                  },
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "executedAt",
                    "storageKey": null
                  },
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": "Party",
                    "kind": "LinkedField",
                    "name": "party",
                    "plural": false,
                    "selections": (v21/*:: as any*/),
                    "storageKey": null
                  },
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": "User",
                    "kind": "LinkedField",
                    "name": "signer",
                    "plural": false,
                    "selections": (v21/*:: as any*/),
                    "storageKey": null
                  },
                  (v34/*:: as any*/)
                ],
                "storageKey": null
              },
              (v35/*:: as any*/),
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "terminationBy",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "terminationReason",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "bundleUrl",
                "storageKey": null
              },
              {
                "alias": "latest",
                "args": (v28/*:: as any*/),
                "concreteType": "ContractVersion",
                "kind": "LinkedField",
                "name": "versions",
                "plural": true,
                "selections": [
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "pages",
                    "storageKey": null
                  },
                  (v34/*:: as any*/)
                ],
                "storageKey": "versions(first:1)"
              },
              {
                "alias": null,
                "args": [
                  {
                    "kind": "Literal",
                    "name": "first",
                    "value": 50
                  }
                ],
                "concreteType": "ContractVersion",
                "kind": "LinkedField",
                "name": "versions",
                "plural": true,
                "selections": [
                  (v7/*:: as any*/),
                  (v8/*:: as any*/),
                  (v10/*:: as any*/),
                  (v24/*:: as any*/),
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": "Money",
                    "kind": "LinkedField",
                    "name": "total",
                    "plural": false,
                    "selections": [
                      (v12/*:: as any*/)
                    ],
                    "storageKey": null
                  },
                  (v19/*:: as any*/),
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": "User",
                    "kind": "LinkedField",
                    "name": "madeBy",
                    "plural": false,
                    "selections": (v21/*:: as any*/),
                    "storageKey": null
                  },
                  (v35/*:: as any*/),
                  (v25/*:: as any*/)
                ],
                "storageKey": "versions(first:50)"
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "isConversationOpen",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "conversationClosesAt",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "warrantyEndsAt",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "concreteType": "Conversation",
                "kind": "LinkedField",
                "name": "conversation",
                "plural": false,
                "selections": [
                  (v6/*:: as any*/),
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "unreadCount",
                    "storageKey": null
                  }
                ],
                "storageKey": null
              }
            ],
            "type": "Contract",
            "abstractKey": null
          },
          (v5/*:: as any*/),
          {
            "kind": "InlineFragment",
            "selections": (v26/*:: as any*/),
            "type": "Node",
            "abstractKey": "__isNode"
          }
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "a7b222bb0fbe8f48a8b30b13921c6659",
    "id": null,
    "metadata": {},
    "name": "DeedsApproveTermsMutation",
    "operationKind": "mutation",
    "text": "mutation DeedsApproveTermsMutation(\n  $input: ApproveTermsInput!\n) {\n  approveTerms(input: $input) {\n    __typename\n    ... on Contract {\n      ...ContractPage_contract\n    }\n    ... on Refusal {\n      __isRefusal: __typename\n      code\n      message\n      ... on InvalidInput {\n        fields {\n          path\n          message\n        }\n      }\n      ... on Conflict {\n        currentVersion\n      }\n    }\n    ... on Node {\n      __isNode: __typename\n      id\n    }\n  }\n}\n\nfragment ContractPage_contract on Contract {\n  id\n  number\n  state\n  version\n  digest\n  terms\n  kind\n  total {\n    amount\n    currency\n  }\n  feeBasisPoints\n  stages {\n    id\n    state\n    amount {\n      amount\n      currency\n    }\n    released {\n      amount\n      currency\n    }\n    refunded {\n      amount\n      currency\n    }\n  }\n  draftedAt\n  effectiveAt\n  endedAt\n  supplements {\n    id\n    number\n    activatedAt\n  }\n  demand {\n    __typename\n    id\n    title\n  }\n  awarder {\n    id\n    name\n    myRole\n  }\n  receiver {\n    id\n    name\n    myRole\n  }\n  present: versions(first: 1) {\n    templateVersion {\n      id\n      fields {\n        key\n        label\n        type\n        columns {\n          key\n          label\n          type\n        }\n      }\n    }\n  }\n  ...WaitsFor_contract\n  ...Deeds_contract\n  ...Escrow_contract\n  ...Progress_contract\n  ...Documents_contract\n  ...Versions_contract\n  ...Supplements_contract\n  ...Talk_contract\n  ...Outcome_contract\n}\n\nfragment Deeds_contract on Contract {\n  id\n  number\n  state\n  version\n  digest\n  actions\n  total {\n    amount\n    currency\n  }\n  document {\n    id\n    fileName\n    url\n  }\n  awarder {\n    id\n    name\n    myRole\n  }\n  receiver {\n    id\n    name\n  }\n  executions {\n    side\n    state\n  }\n  ...Termination_contract\n}\n\nfragment Documents_contract on Contract {\n  id\n  number\n  version\n  terms\n  bundleUrl\n  latest: versions(first: 1) {\n    pages\n    document {\n      id\n      fileName\n      byteSize\n      url\n    }\n  }\n  executions {\n    side\n    state\n    mode\n    party {\n      id\n      name\n    }\n    document {\n      id\n      fileName\n      byteSize\n      url\n    }\n  }\n}\n\nfragment EscrowStage_stage on Stage {\n  id\n  number\n  title\n  state\n  version\n  amount {\n    amount\n    currency\n  }\n  acceptanceTerms\n  dueOn\n  submittedAt\n  autoAcceptsAt\n  refundReason\n  refundsAt\n  idleRemindsAt\n  idleEndsAt\n  actions\n  dispute {\n    id\n    version\n  }\n  payments(first: 10) {\n    id\n    kind\n    state\n    amount {\n      amount\n      currency\n    }\n    checkoutUrl\n    madeAt\n    settledAt\n    failure\n    failureKind\n  }\n  ...Sums_stage\n  ...StageDeeds_stage\n}\n\nfragment Escrow_contract on Contract {\n  effectiveAt\n  awarder {\n    id\n    name\n    myRole\n  }\n  receiver {\n    id\n    name\n  }\n  stages {\n    id\n    number\n    actions\n    ...EscrowStage_stage\n  }\n}\n\nfragment Outcome_contract on Contract {\n  receiver {\n    id\n    name\n  }\n  stages {\n    id\n    funded {\n      amount\n      currency\n    }\n    released {\n      amount\n      currency\n    }\n    fee {\n      amount\n      currency\n    }\n    refunded {\n      amount\n      currency\n    }\n  }\n}\n\nfragment Progress_contract on Contract {\n  version\n  approvals {\n    side\n    approvedAt\n    user {\n      id\n      name\n    }\n  }\n  executions {\n    side\n    mode\n    state\n    executedAt\n    party {\n      id\n      name\n    }\n    signer {\n      id\n      name\n    }\n  }\n}\n\nfragment StageDeeds_stage on Stage {\n  id\n  number\n  title\n  state\n  version\n  actions\n  submittedAt\n  refundsAt\n  refundSilenceDays\n  disputeAnswerWorkingDays\n  lacking {\n    amount\n    currency\n  }\n  held {\n    amount\n    currency\n  }\n  released {\n    amount\n    currency\n  }\n  contract {\n    id\n    feeBasisPoints\n    acceptanceWorkingDays\n    awarder {\n      id\n      name\n    }\n    receiver {\n      id\n      name\n      myRole\n    }\n  }\n}\n\nfragment Sums_stage on Stage {\n  state\n  lacking {\n    amount\n    currency\n  }\n  funded {\n    amount\n    currency\n  }\n  released {\n    amount\n    currency\n  }\n  fee {\n    amount\n    currency\n  }\n  refunded {\n    amount\n    currency\n  }\n  held {\n    amount\n    currency\n  }\n}\n\nfragment Supplements_contract on Contract {\n  id\n  state\n  awarder {\n    id\n    name\n    myRole\n  }\n  receiver {\n    id\n    name\n    myRole\n  }\n  supplements {\n    id\n    number\n    state\n    rationale\n    side\n    draftedAt\n    proposedAt\n    activatedAt\n    total {\n      amount\n      currency\n    }\n    changes {\n      path\n      from\n      to\n    }\n  }\n}\n\nfragment Talk_contract on Contract {\n  id\n  isConversationOpen\n  conversationClosesAt\n  warrantyEndsAt\n  awarder {\n    id\n    name\n    myRole\n  }\n  conversation {\n    id\n    unreadCount\n  }\n}\n\nfragment Termination_contract on Contract {\n  id\n  state\n  terminationBy\n  terminationReason\n  actions\n  awarder {\n    id\n    name\n    myRole\n  }\n  receiver {\n    id\n    name\n  }\n}\n\nfragment Versions_contract on Contract {\n  awarder {\n    id\n    name\n  }\n  receiver {\n    id\n    name\n  }\n  versions(first: 50) {\n    number\n    state\n    digest\n    side\n    total {\n      currency\n    }\n    madeAt\n    madeBy {\n      id\n      name\n    }\n    document {\n      id\n      fileName\n      url\n    }\n    changes {\n      path\n      from\n      to\n    }\n  }\n}\n\nfragment WaitsFor_contract on Contract {\n  id\n  state\n  expiresAt\n  endReason\n  missing\n  actions\n  awarder {\n    id\n    name\n    kind\n    myRole\n    signers {\n      id\n    }\n  }\n  receiver {\n    id\n    name\n    kind\n    myRole\n    signers {\n      id\n    }\n  }\n  approvals {\n    side\n  }\n  executions {\n    side\n    state\n    note\n  }\n}\n"
  }
};
})();

(node as any).hash = "797be027483ea481ad0d8e14e937827f";

export default node;
