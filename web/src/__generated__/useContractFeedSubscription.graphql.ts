/**
 * @generated SignedSource<<64997babc7983a0f1bf46534c536951f>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
import { FragmentRefs } from "relay-runtime";
export type ContractAction = "ACCEPT_TERMINATION" | "APPROVE_TERMS" | "DECLINE_TERMINATION" | "LODGE_SCAN" | "PROPOSE_TERMINATION" | "REFUSE" | "REJECT_SCAN" | "REVISE" | "SIGN" | "VERIFY_SCAN" | "%future added value";
export type useContractFeedSubscription$variables = {
  after?: string | null | undefined;
  id: string;
};
export type useContractFeedSubscription$data = {
  readonly contract: {
    readonly cursor: string;
    readonly event: {
      readonly __typename: "ContractChanged";
      readonly contract: {
        readonly " $fragmentSpreads": FragmentRefs<"ContractPage_contract" | "PaperPage_contract">;
      };
    } | {
      readonly __typename: "DisputeChanged";
      readonly dispute: {
        readonly subject: {
          readonly " $fragmentSpreads": FragmentRefs<"EscrowStage_stage">;
        } | null | undefined;
        readonly " $fragmentSpreads": FragmentRefs<"Dispute_dispute">;
      };
    } | {
      readonly __typename: "InvoiceChanged";
      readonly invoice: {
        readonly " $fragmentSpreads": FragmentRefs<"Invoices_invoice">;
      };
    } | {
      readonly __typename: "ResyncRequired";
      readonly code: string;
    } | {
      readonly __typename: "ReviewChanged";
      readonly reviewId: string;
    } | {
      readonly __typename: "StageChanged";
      readonly stage: {
        readonly " $fragmentSpreads": FragmentRefs<"EscrowStage_stage">;
      };
    } | {
      readonly __typename: "SupplementChanged";
      readonly supplement: {
        readonly contract: {
          readonly actions: ReadonlyArray<ContractAction>;
          readonly id: string;
          readonly total: {
            readonly amount: string;
            readonly currency: string;
          };
          readonly " $fragmentSpreads": FragmentRefs<"Supplements_contract">;
        };
        readonly " $fragmentSpreads": FragmentRefs<"SupplementPage_supplement" | "SupplementPaper_supplement">;
      };
    } | {
      // This will never be '%other', but we need some
      // value in case none of the concrete values match.
      readonly __typename: "%other";
    };
  };
};
export type useContractFeedSubscription = {
  response: useContractFeedSubscription$data;
  variables: useContractFeedSubscription$variables;
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
  "name": "id"
},
v2 = [
  {
    "kind": "Variable",
    "name": "after",
    "variableName": "after"
  },
  {
    "kind": "Variable",
    "name": "id",
    "variableName": "id"
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
  "name": "actions",
  "storageKey": null
},
v7 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "currency",
  "storageKey": null
},
v8 = [
  {
    "alias": null,
    "args": null,
    "kind": "ScalarField",
    "name": "amount",
    "storageKey": null
  },
  (v7/*:: as any*/)
],
v9 = {
  "alias": null,
  "args": null,
  "concreteType": "Money",
  "kind": "LinkedField",
  "name": "total",
  "plural": false,
  "selections": (v8/*:: as any*/),
  "storageKey": null
},
v10 = [
  {
    "args": null,
    "kind": "FragmentSpread",
    "name": "EscrowStage_stage"
  }
],
v11 = {
  "kind": "InlineFragment",
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "reviewId",
      "storageKey": null
    }
  ],
  "type": "ReviewChanged",
  "abstractKey": null
},
v12 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "code",
  "storageKey": null
},
v13 = {
  "kind": "InlineFragment",
  "selections": [
    (v12/*:: as any*/)
  ],
  "type": "ResyncRequired",
  "abstractKey": null
},
v14 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "number",
  "storageKey": null
},
v15 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "state",
  "storageKey": null
},
v16 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "version",
  "storageKey": null
},
v17 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "digest",
  "storageKey": null
},
v18 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "terms",
  "storageKey": null
},
v19 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "kind",
  "storageKey": null
},
v20 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "feeBasisPoints",
  "storageKey": null
},
v21 = {
  "alias": null,
  "args": null,
  "concreteType": "Money",
  "kind": "LinkedField",
  "name": "amount",
  "plural": false,
  "selections": (v8/*:: as any*/),
  "storageKey": null
},
v22 = {
  "alias": null,
  "args": null,
  "concreteType": "Money",
  "kind": "LinkedField",
  "name": "released",
  "plural": false,
  "selections": (v8/*:: as any*/),
  "storageKey": null
},
v23 = {
  "alias": null,
  "args": null,
  "concreteType": "Money",
  "kind": "LinkedField",
  "name": "refunded",
  "plural": false,
  "selections": (v8/*:: as any*/),
  "storageKey": null
},
v24 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "title",
  "storageKey": null
},
v25 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "acceptanceTerms",
  "storageKey": null
},
v26 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "dueOn",
  "storageKey": null
},
v27 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "submittedAt",
  "storageKey": null
},
v28 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "autoAcceptsAt",
  "storageKey": null
},
v29 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "refundReason",
  "storageKey": null
},
v30 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "refundsAt",
  "storageKey": null
},
v31 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "idleRemindsAt",
  "storageKey": null
},
v32 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "idleEndsAt",
  "storageKey": null
},
v33 = {
  "alias": null,
  "args": null,
  "concreteType": "Dispute",
  "kind": "LinkedField",
  "name": "dispute",
  "plural": false,
  "selections": [
    (v5/*:: as any*/),
    (v16/*:: as any*/)
  ],
  "storageKey": null
},
v34 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "madeAt",
  "storageKey": null
},
v35 = {
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
    (v5/*:: as any*/),
    (v19/*:: as any*/),
    (v15/*:: as any*/),
    (v21/*:: as any*/),
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "checkoutUrl",
      "storageKey": null
    },
    (v34/*:: as any*/),
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
v36 = {
  "alias": null,
  "args": null,
  "concreteType": "Money",
  "kind": "LinkedField",
  "name": "lacking",
  "plural": false,
  "selections": (v8/*:: as any*/),
  "storageKey": null
},
v37 = {
  "alias": null,
  "args": null,
  "concreteType": "Money",
  "kind": "LinkedField",
  "name": "funded",
  "plural": false,
  "selections": (v8/*:: as any*/),
  "storageKey": null
},
v38 = {
  "alias": null,
  "args": null,
  "concreteType": "Money",
  "kind": "LinkedField",
  "name": "fee",
  "plural": false,
  "selections": (v8/*:: as any*/),
  "storageKey": null
},
v39 = {
  "alias": null,
  "args": null,
  "concreteType": "Money",
  "kind": "LinkedField",
  "name": "held",
  "plural": false,
  "selections": (v8/*:: as any*/),
  "storageKey": null
},
v40 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "refundSilenceDays",
  "storageKey": null
},
v41 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "disputeAnswerWorkingDays",
  "storageKey": null
},
v42 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "name",
  "storageKey": null
},
v43 = [
  (v5/*:: as any*/),
  (v42/*:: as any*/)
],
v44 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "myRole",
  "storageKey": null
},
v45 = [
  (v5/*:: as any*/),
  (v42/*:: as any*/),
  (v44/*:: as any*/)
],
v46 = {
  "alias": null,
  "args": null,
  "concreteType": "Party",
  "kind": "LinkedField",
  "name": "receiver",
  "plural": false,
  "selections": (v45/*:: as any*/),
  "storageKey": null
},
v47 = {
  "alias": null,
  "args": null,
  "concreteType": "Contract",
  "kind": "LinkedField",
  "name": "contract",
  "plural": false,
  "selections": [
    (v5/*:: as any*/),
    (v20/*:: as any*/),
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
      "selections": (v43/*:: as any*/),
      "storageKey": null
    },
    (v46/*:: as any*/)
  ],
  "storageKey": null
},
v48 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "draftedAt",
  "storageKey": null
},
v49 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "endedAt",
  "storageKey": null
},
v50 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "activatedAt",
  "storageKey": null
},
v51 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "rationale",
  "storageKey": null
},
v52 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "side",
  "storageKey": null
},
v53 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "proposedAt",
  "storageKey": null
},
v54 = {
  "alias": null,
  "args": null,
  "concreteType": "TermsChange",
  "kind": "LinkedField",
  "name": "changes",
  "plural": true,
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "path",
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
v55 = {
  "alias": null,
  "args": null,
  "concreteType": null,
  "kind": "LinkedField",
  "name": "demand",
  "plural": false,
  "selections": [
    (v4/*:: as any*/),
    (v5/*:: as any*/),
    (v24/*:: as any*/)
  ],
  "storageKey": null
},
v56 = [
  (v5/*:: as any*/)
],
v57 = [
  (v5/*:: as any*/),
  (v42/*:: as any*/),
  (v44/*:: as any*/),
  (v19/*:: as any*/),
  {
    "alias": null,
    "args": null,
    "concreteType": "User",
    "kind": "LinkedField",
    "name": "signers",
    "plural": true,
    "selections": (v56/*:: as any*/),
    "storageKey": null
  }
],
v58 = [
  {
    "kind": "Literal",
    "name": "first",
    "value": 1
  }
],
v59 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "key",
  "storageKey": null
},
v60 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "label",
  "storageKey": null
},
v61 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "type",
  "storageKey": null
},
v62 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "pages",
  "storageKey": null
},
v63 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "expiresAt",
  "storageKey": null
},
v64 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "endReason",
  "storageKey": null
},
v65 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "approvedAt",
  "storageKey": null
},
v66 = {
  "alias": null,
  "args": null,
  "concreteType": "User",
  "kind": "LinkedField",
  "name": "user",
  "plural": false,
  "selections": (v43/*:: as any*/),
  "storageKey": null
},
v67 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "note",
  "storageKey": null
},
v68 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "mode",
  "storageKey": null
},
v69 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "executedAt",
  "storageKey": null
},
v70 = {
  "alias": null,
  "args": null,
  "concreteType": "Party",
  "kind": "LinkedField",
  "name": "party",
  "plural": false,
  "selections": (v43/*:: as any*/),
  "storageKey": null
},
v71 = {
  "alias": null,
  "args": null,
  "concreteType": "User",
  "kind": "LinkedField",
  "name": "signer",
  "plural": false,
  "selections": (v43/*:: as any*/),
  "storageKey": null
},
v72 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "fileName",
  "storageKey": null
},
v73 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "byteSize",
  "storageKey": null
},
v74 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "url",
  "storageKey": null
},
v75 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "mediaType",
  "storageKey": null
},
v76 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "thumbnailUrl",
  "storageKey": null
},
v77 = {
  "alias": null,
  "args": null,
  "concreteType": "Attachment",
  "kind": "LinkedField",
  "name": "document",
  "plural": false,
  "selections": [
    (v5/*:: as any*/),
    (v72/*:: as any*/),
    (v73/*:: as any*/),
    (v74/*:: as any*/),
    (v75/*:: as any*/),
    (v76/*:: as any*/)
  ],
  "storageKey": null
},
v78 = [
  (v5/*:: as any*/),
  (v72/*:: as any*/),
  (v74/*:: as any*/)
],
v79 = {
  "alias": null,
  "args": null,
  "concreteType": "Attachment",
  "kind": "LinkedField",
  "name": "document",
  "plural": false,
  "selections": (v78/*:: as any*/),
  "storageKey": null
},
v80 = [
  (v5/*:: as any*/),
  (v72/*:: as any*/),
  (v73/*:: as any*/),
  (v74/*:: as any*/)
],
v81 = {
  "alias": null,
  "args": null,
  "concreteType": "Attachment",
  "kind": "LinkedField",
  "name": "document",
  "plural": false,
  "selections": (v80/*:: as any*/),
  "storageKey": null
},
v82 = [
  {
    "kind": "Literal",
    "name": "first",
    "value": 50
  }
],
v83 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "printedCode",
  "storageKey": null
},
v84 = {
  "alias": null,
  "args": null,
  "concreteType": "Attachment",
  "kind": "LinkedField",
  "name": "copies",
  "plural": true,
  "selections": (v80/*:: as any*/),
  "storageKey": null
},
v85 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "reason",
  "storageKey": null
},
v86 = {
  "alias": null,
  "args": null,
  "concreteType": "Money",
  "kind": "LinkedField",
  "name": "toReceiver",
  "plural": false,
  "selections": (v8/*:: as any*/),
  "storageKey": null
},
v87 = {
  "alias": null,
  "args": null,
  "concreteType": "Money",
  "kind": "LinkedField",
  "name": "net",
  "plural": false,
  "selections": (v8/*:: as any*/),
  "storageKey": null
},
v88 = {
  "alias": null,
  "args": null,
  "concreteType": "Money",
  "kind": "LinkedField",
  "name": "toAwarder",
  "plural": false,
  "selections": (v8/*:: as any*/),
  "storageKey": null
},
v89 = {
  "alias": null,
  "args": null,
  "concreteType": "Money",
  "kind": "LinkedField",
  "name": "tax",
  "plural": false,
  "selections": (v8/*:: as any*/),
  "storageKey": null
},
v90 = {
  "alias": null,
  "args": null,
  "concreteType": "Money",
  "kind": "LinkedField",
  "name": "gross",
  "plural": false,
  "selections": (v8/*:: as any*/),
  "storageKey": null
},
v91 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "issuedOn",
  "storageKey": null
},
v92 = {
  "alias": null,
  "args": null,
  "concreteType": "Attachment",
  "kind": "LinkedField",
  "name": "structured",
  "plural": false,
  "selections": (v78/*:: as any*/),
  "storageKey": null
};
return {
  "fragment": {
    "argumentDefinitions": [
      (v0/*:: as any*/),
      (v1/*:: as any*/)
    ],
    "kind": "Fragment",
    "metadata": null,
    "name": "useContractFeedSubscription",
    "selections": [
      {
        "alias": null,
        "args": (v2/*:: as any*/),
        "concreteType": "ContractEvent",
        "kind": "LinkedField",
        "name": "contract",
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
                    "concreteType": "Contract",
                    "kind": "LinkedField",
                    "name": "contract",
                    "plural": false,
                    "selections": [
                      {
                        "args": null,
                        "kind": "FragmentSpread",
                        "name": "ContractPage_contract"
                      },
                      {
                        "args": null,
                        "kind": "FragmentSpread",
                        "name": "PaperPage_contract"
                      }
                    ],
                    "storageKey": null
                  }
                ],
                "type": "ContractChanged",
                "abstractKey": null
              },
              {
                "kind": "InlineFragment",
                "selections": [
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": "Supplement",
                    "kind": "LinkedField",
                    "name": "supplement",
                    "plural": false,
                    "selections": [
                      {
                        "args": null,
                        "kind": "FragmentSpread",
                        "name": "SupplementPage_supplement"
                      },
                      {
                        "args": null,
                        "kind": "FragmentSpread",
                        "name": "SupplementPaper_supplement"
                      },
                      {
                        "alias": null,
                        "args": null,
                        "concreteType": "Contract",
                        "kind": "LinkedField",
                        "name": "contract",
                        "plural": false,
                        "selections": [
                          (v5/*:: as any*/),
                          (v6/*:: as any*/),
                          (v9/*:: as any*/),
                          {
                            "args": null,
                            "kind": "FragmentSpread",
                            "name": "Supplements_contract"
                          }
                        ],
                        "storageKey": null
                      }
                    ],
                    "storageKey": null
                  }
                ],
                "type": "SupplementChanged",
                "abstractKey": null
              },
              {
                "kind": "InlineFragment",
                "selections": [
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": "Stage",
                    "kind": "LinkedField",
                    "name": "stage",
                    "plural": false,
                    "selections": (v10/*:: as any*/),
                    "storageKey": null
                  }
                ],
                "type": "StageChanged",
                "abstractKey": null
              },
              {
                "kind": "InlineFragment",
                "selections": [
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": "Dispute",
                    "kind": "LinkedField",
                    "name": "dispute",
                    "plural": false,
                    "selections": [
                      {
                        "args": null,
                        "kind": "FragmentSpread",
                        "name": "Dispute_dispute"
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
                            "kind": "InlineFragment",
                            "selections": (v10/*:: as any*/),
                            "type": "Stage",
                            "abstractKey": null
                          }
                        ],
                        "storageKey": null
                      }
                    ],
                    "storageKey": null
                  }
                ],
                "type": "DisputeChanged",
                "abstractKey": null
              },
              {
                "kind": "InlineFragment",
                "selections": [
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": "Invoice",
                    "kind": "LinkedField",
                    "name": "invoice",
                    "plural": false,
                    "selections": [
                      {
                        "args": null,
                        "kind": "FragmentSpread",
                        "name": "Invoices_invoice"
                      }
                    ],
                    "storageKey": null
                  }
                ],
                "type": "InvoiceChanged",
                "abstractKey": null
              },
              (v11/*:: as any*/),
              (v13/*:: as any*/)
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
    "name": "useContractFeedSubscription",
    "selections": [
      {
        "alias": null,
        "args": (v2/*:: as any*/),
        "concreteType": "ContractEvent",
        "kind": "LinkedField",
        "name": "contract",
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
                    "concreteType": "Contract",
                    "kind": "LinkedField",
                    "name": "contract",
                    "plural": false,
                    "selections": [
                      (v5/*:: as any*/),
                      (v14/*:: as any*/),
                      (v15/*:: as any*/),
                      (v16/*:: as any*/),
                      (v17/*:: as any*/),
                      (v18/*:: as any*/),
                      (v19/*:: as any*/),
                      (v9/*:: as any*/),
                      (v20/*:: as any*/),
                      {
                        "alias": null,
                        "args": null,
                        "concreteType": "Stage",
                        "kind": "LinkedField",
                        "name": "stages",
                        "plural": true,
                        "selections": [
                          (v5/*:: as any*/),
                          (v15/*:: as any*/),
                          (v21/*:: as any*/),
                          (v22/*:: as any*/),
                          (v23/*:: as any*/),
                          (v14/*:: as any*/),
                          (v6/*:: as any*/),
                          (v24/*:: as any*/),
                          (v16/*:: as any*/),
                          (v25/*:: as any*/),
                          (v26/*:: as any*/),
                          (v27/*:: as any*/),
                          (v28/*:: as any*/),
                          (v29/*:: as any*/),
                          (v30/*:: as any*/),
                          (v31/*:: as any*/),
                          (v32/*:: as any*/),
                          (v33/*:: as any*/),
                          (v35/*:: as any*/),
                          (v36/*:: as any*/),
                          (v37/*:: as any*/),
                          (v38/*:: as any*/),
                          (v39/*:: as any*/),
                          (v40/*:: as any*/),
                          (v41/*:: as any*/),
                          (v47/*:: as any*/)
                        ],
                        "storageKey": null
                      },
                      (v48/*:: as any*/),
                      {
                        "alias": null,
                        "args": null,
                        "kind": "ScalarField",
                        "name": "effectiveAt",
                        "storageKey": null
                      },
                      (v49/*:: as any*/),
                      {
                        "alias": null,
                        "args": null,
                        "concreteType": "Supplement",
                        "kind": "LinkedField",
                        "name": "supplements",
                        "plural": true,
                        "selections": [
                          (v5/*:: as any*/),
                          (v14/*:: as any*/),
                          (v50/*:: as any*/),
                          (v15/*:: as any*/),
                          (v51/*:: as any*/),
                          (v52/*:: as any*/),
                          (v48/*:: as any*/),
                          (v53/*:: as any*/),
                          (v9/*:: as any*/),
                          (v54/*:: as any*/)
                        ],
                        "storageKey": null
                      },
                      (v55/*:: as any*/),
                      {
                        "alias": null,
                        "args": null,
                        "concreteType": "Party",
                        "kind": "LinkedField",
                        "name": "awarder",
                        "plural": false,
                        "selections": (v57/*:: as any*/),
                        "storageKey": null
                      },
                      {
                        "alias": null,
                        "args": null,
                        "concreteType": "Party",
                        "kind": "LinkedField",
                        "name": "receiver",
                        "plural": false,
                        "selections": (v57/*:: as any*/),
                        "storageKey": null
                      },
                      {
                        "alias": "present",
                        "args": (v58/*:: as any*/),
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
                              (v5/*:: as any*/),
                              {
                                "alias": null,
                                "args": null,
                                "concreteType": "TemplateField",
                                "kind": "LinkedField",
                                "name": "fields",
                                "plural": true,
                                "selections": [
                                  (v59/*:: as any*/),
                                  (v60/*:: as any*/),
                                  (v61/*:: as any*/),
                                  {
                                    "alias": null,
                                    "args": null,
                                    "concreteType": "TemplateField",
                                    "kind": "LinkedField",
                                    "name": "columns",
                                    "plural": true,
                                    "selections": [
                                      (v59/*:: as any*/),
                                      (v60/*:: as any*/),
                                      (v61/*:: as any*/)
                                    ],
                                    "storageKey": null
                                  }
                                ],
                                "storageKey": null
                              }
                            ],
                            "storageKey": null
                          },
                          (v62/*:: as any*/)
                        ],
                        "storageKey": "versions(first:1)"
                      },
                      (v63/*:: as any*/),
                      (v64/*:: as any*/),
                      {
                        "alias": null,
                        "args": null,
                        "kind": "ScalarField",
                        "name": "missing",
                        "storageKey": null
                      },
                      (v6/*:: as any*/),
                      {
                        "alias": null,
                        "args": null,
                        "concreteType": "Approval",
                        "kind": "LinkedField",
                        "name": "approvals",
                        "plural": true,
                        "selections": [
                          (v52/*:: as any*/),
                          (v65/*:: as any*/),
                          (v66/*:: as any*/)
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
                          (v52/*:: as any*/),
                          (v15/*:: as any*/),
                          (v67/*:: as any*/),
                          (v68/*:: as any*/),
                          (v69/*:: as any*/),
                          (v70/*:: as any*/),
                          (v71/*:: as any*/),
                          (v77/*:: as any*/)
                        ],
                        "storageKey": null
                      },
                      (v79/*:: as any*/),
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
                        "args": (v58/*:: as any*/),
                        "concreteType": "ContractVersion",
                        "kind": "LinkedField",
                        "name": "versions",
                        "plural": true,
                        "selections": [
                          (v62/*:: as any*/),
                          (v81/*:: as any*/)
                        ],
                        "storageKey": "versions(first:1)"
                      },
                      {
                        "alias": null,
                        "args": (v82/*:: as any*/),
                        "concreteType": "ContractVersion",
                        "kind": "LinkedField",
                        "name": "versions",
                        "plural": true,
                        "selections": [
                          (v14/*:: as any*/),
                          (v15/*:: as any*/),
                          (v17/*:: as any*/),
                          (v52/*:: as any*/),
                          {
                            "alias": null,
                            "args": null,
                            "concreteType": "Money",
                            "kind": "LinkedField",
                            "name": "total",
                            "plural": false,
                            "selections": [
                              (v7/*:: as any*/)
                            ],
                            "storageKey": null
                          },
                          (v34/*:: as any*/),
                          {
                            "alias": null,
                            "args": null,
                            "concreteType": "User",
                            "kind": "LinkedField",
                            "name": "madeBy",
                            "plural": false,
                            "selections": (v43/*:: as any*/),
                            "storageKey": null
                          },
                          (v79/*:: as any*/),
                          (v54/*:: as any*/)
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
                          (v5/*:: as any*/),
                          {
                            "alias": null,
                            "args": null,
                            "kind": "ScalarField",
                            "name": "unreadCount",
                            "storageKey": null
                          }
                        ],
                        "storageKey": null
                      },
                      (v83/*:: as any*/),
                      (v84/*:: as any*/)
                    ],
                    "storageKey": null
                  }
                ],
                "type": "ContractChanged",
                "abstractKey": null
              },
              {
                "kind": "InlineFragment",
                "selections": [
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": "Supplement",
                    "kind": "LinkedField",
                    "name": "supplement",
                    "plural": false,
                    "selections": [
                      (v5/*:: as any*/),
                      (v14/*:: as any*/),
                      (v15/*:: as any*/),
                      (v17/*:: as any*/),
                      (v18/*:: as any*/),
                      (v51/*:: as any*/),
                      (v52/*:: as any*/),
                      (v48/*:: as any*/),
                      (v53/*:: as any*/),
                      (v65/*:: as any*/),
                      (v50/*:: as any*/),
                      (v49/*:: as any*/),
                      (v64/*:: as any*/),
                      (v63/*:: as any*/),
                      (v62/*:: as any*/),
                      {
                        "alias": null,
                        "args": null,
                        "concreteType": "User",
                        "kind": "LinkedField",
                        "name": "draftedBy",
                        "plural": false,
                        "selections": (v43/*:: as any*/),
                        "storageKey": null
                      },
                      {
                        "alias": null,
                        "args": null,
                        "concreteType": "User",
                        "kind": "LinkedField",
                        "name": "approvedBy",
                        "plural": false,
                        "selections": (v43/*:: as any*/),
                        "storageKey": null
                      },
                      (v9/*:: as any*/),
                      {
                        "alias": null,
                        "args": null,
                        "concreteType": "ContractVersionStage",
                        "kind": "LinkedField",
                        "name": "stages",
                        "plural": true,
                        "selections": [
                          (v24/*:: as any*/),
                          (v21/*:: as any*/),
                          (v25/*:: as any*/),
                          (v26/*:: as any*/)
                        ],
                        "storageKey": null
                      },
                      (v54/*:: as any*/),
                      {
                        "alias": null,
                        "args": null,
                        "concreteType": "Execution",
                        "kind": "LinkedField",
                        "name": "executions",
                        "plural": true,
                        "selections": [
                          (v52/*:: as any*/),
                          (v68/*:: as any*/),
                          (v15/*:: as any*/),
                          (v67/*:: as any*/),
                          (v69/*:: as any*/),
                          (v70/*:: as any*/),
                          (v71/*:: as any*/),
                          (v77/*:: as any*/)
                        ],
                        "storageKey": null
                      },
                      (v81/*:: as any*/),
                      {
                        "alias": null,
                        "args": null,
                        "concreteType": "Contract",
                        "kind": "LinkedField",
                        "name": "contract",
                        "plural": false,
                        "selections": [
                          (v5/*:: as any*/),
                          (v14/*:: as any*/),
                          (v9/*:: as any*/),
                          (v55/*:: as any*/),
                          {
                            "alias": null,
                            "args": null,
                            "concreteType": "Party",
                            "kind": "LinkedField",
                            "name": "awarder",
                            "plural": false,
                            "selections": (v45/*:: as any*/),
                            "storageKey": null
                          },
                          (v46/*:: as any*/),
                          {
                            "alias": "present",
                            "args": (v58/*:: as any*/),
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
                                  (v5/*:: as any*/),
                                  {
                                    "alias": null,
                                    "args": null,
                                    "concreteType": "TemplateField",
                                    "kind": "LinkedField",
                                    "name": "fields",
                                    "plural": true,
                                    "selections": [
                                      (v59/*:: as any*/),
                                      (v60/*:: as any*/),
                                      {
                                        "alias": null,
                                        "args": null,
                                        "concreteType": "TemplateField",
                                        "kind": "LinkedField",
                                        "name": "columns",
                                        "plural": true,
                                        "selections": [
                                          (v59/*:: as any*/),
                                          (v60/*:: as any*/)
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
                          (v6/*:: as any*/),
                          (v15/*:: as any*/),
                          {
                            "alias": null,
                            "args": null,
                            "concreteType": "Supplement",
                            "kind": "LinkedField",
                            "name": "supplements",
                            "plural": true,
                            "selections": [
                              (v5/*:: as any*/),
                              (v14/*:: as any*/),
                              (v15/*:: as any*/),
                              (v51/*:: as any*/),
                              (v52/*:: as any*/),
                              (v48/*:: as any*/),
                              (v53/*:: as any*/),
                              (v50/*:: as any*/),
                              (v9/*:: as any*/),
                              (v54/*:: as any*/)
                            ],
                            "storageKey": null
                          }
                        ],
                        "storageKey": null
                      },
                      (v6/*:: as any*/),
                      (v83/*:: as any*/),
                      (v84/*:: as any*/)
                    ],
                    "storageKey": null
                  }
                ],
                "type": "SupplementChanged",
                "abstractKey": null
              },
              {
                "kind": "InlineFragment",
                "selections": [
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": "Stage",
                    "kind": "LinkedField",
                    "name": "stage",
                    "plural": false,
                    "selections": [
                      (v5/*:: as any*/),
                      (v14/*:: as any*/),
                      (v24/*:: as any*/),
                      (v15/*:: as any*/),
                      (v16/*:: as any*/),
                      (v21/*:: as any*/),
                      (v25/*:: as any*/),
                      (v26/*:: as any*/),
                      (v27/*:: as any*/),
                      (v28/*:: as any*/),
                      (v29/*:: as any*/),
                      (v30/*:: as any*/),
                      (v31/*:: as any*/),
                      (v32/*:: as any*/),
                      (v6/*:: as any*/),
                      (v33/*:: as any*/),
                      (v35/*:: as any*/),
                      (v36/*:: as any*/),
                      (v37/*:: as any*/),
                      (v22/*:: as any*/),
                      (v38/*:: as any*/),
                      (v23/*:: as any*/),
                      (v39/*:: as any*/),
                      (v40/*:: as any*/),
                      (v41/*:: as any*/),
                      (v47/*:: as any*/)
                    ],
                    "storageKey": null
                  }
                ],
                "type": "StageChanged",
                "abstractKey": null
              },
              {
                "kind": "InlineFragment",
                "selections": [
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": "Dispute",
                    "kind": "LinkedField",
                    "name": "dispute",
                    "plural": false,
                    "selections": [
                      (v5/*:: as any*/),
                      (v15/*:: as any*/),
                      (v16/*:: as any*/),
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
                        "concreteType": "Party",
                        "kind": "LinkedField",
                        "name": "opener",
                        "plural": false,
                        "selections": (v43/*:: as any*/),
                        "storageKey": null
                      },
                      {
                        "alias": null,
                        "args": null,
                        "concreteType": "Party",
                        "kind": "LinkedField",
                        "name": "respondent",
                        "plural": false,
                        "selections": (v43/*:: as any*/),
                        "storageKey": null
                      },
                      (v85/*:: as any*/),
                      {
                        "alias": null,
                        "args": null,
                        "kind": "ScalarField",
                        "name": "answersBy",
                        "storageKey": null
                      },
                      {
                        "alias": null,
                        "args": null,
                        "kind": "ScalarField",
                        "name": "silenceLoses",
                        "storageKey": null
                      },
                      (v39/*:: as any*/),
                      {
                        "alias": null,
                        "args": null,
                        "kind": "ScalarField",
                        "name": "negotiatesUntil",
                        "storageKey": null
                      },
                      {
                        "alias": null,
                        "args": null,
                        "kind": "ScalarField",
                        "name": "mediatesUntil",
                        "storageKey": null
                      },
                      {
                        "alias": null,
                        "args": null,
                        "kind": "ScalarField",
                        "name": "withdrawnFor",
                        "storageKey": null
                      },
                      {
                        "alias": null,
                        "args": (v82/*:: as any*/),
                        "concreteType": "DisputeStatement",
                        "kind": "LinkedField",
                        "name": "statements",
                        "plural": true,
                        "selections": [
                          (v70/*:: as any*/),
                          (v66/*:: as any*/),
                          {
                            "alias": null,
                            "args": null,
                            "kind": "ScalarField",
                            "name": "body",
                            "storageKey": null
                          },
                          (v34/*:: as any*/),
                          {
                            "alias": null,
                            "args": null,
                            "concreteType": "Attachment",
                            "kind": "LinkedField",
                            "name": "attachments",
                            "plural": true,
                            "selections": [
                              (v5/*:: as any*/),
                              (v72/*:: as any*/),
                              (v75/*:: as any*/),
                              (v73/*:: as any*/),
                              (v74/*:: as any*/),
                              (v76/*:: as any*/)
                            ],
                            "storageKey": null
                          }
                        ],
                        "storageKey": "statements(first:50)"
                      },
                      {
                        "alias": null,
                        "args": null,
                        "concreteType": "Settlement",
                        "kind": "LinkedField",
                        "name": "settlement",
                        "plural": false,
                        "selections": [
                          (v5/*:: as any*/),
                          (v14/*:: as any*/),
                          {
                            "alias": null,
                            "args": null,
                            "concreteType": "Party",
                            "kind": "LinkedField",
                            "name": "proposer",
                            "plural": false,
                            "selections": (v43/*:: as any*/),
                            "storageKey": null
                          },
                          (v86/*:: as any*/),
                          (v38/*:: as any*/),
                          (v87/*:: as any*/),
                          (v88/*:: as any*/),
                          (v67/*:: as any*/),
                          (v53/*:: as any*/),
                          {
                            "alias": null,
                            "args": null,
                            "kind": "ScalarField",
                            "name": "acceptedAt",
                            "storageKey": null
                          },
                          (v17/*:: as any*/)
                        ],
                        "storageKey": null
                      },
                      {
                        "alias": null,
                        "args": null,
                        "concreteType": "Ruling",
                        "kind": "LinkedField",
                        "name": "ruling",
                        "plural": false,
                        "selections": [
                          (v86/*:: as any*/),
                          (v38/*:: as any*/),
                          (v87/*:: as any*/),
                          (v88/*:: as any*/),
                          (v85/*:: as any*/),
                          {
                            "alias": null,
                            "args": null,
                            "kind": "ScalarField",
                            "name": "ruledAt",
                            "storageKey": null
                          }
                        ],
                        "storageKey": null
                      },
                      {
                        "alias": null,
                        "args": null,
                        "concreteType": "Conversation",
                        "kind": "LinkedField",
                        "name": "conversation",
                        "plural": false,
                        "selections": (v56/*:: as any*/),
                        "storageKey": null
                      },
                      (v6/*:: as any*/),
                      {
                        "alias": null,
                        "args": null,
                        "concreteType": "Contract",
                        "kind": "LinkedField",
                        "name": "contract",
                        "plural": false,
                        "selections": [
                          (v5/*:: as any*/),
                          (v20/*:: as any*/)
                        ],
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
                          (v4/*:: as any*/),
                          (v5/*:: as any*/),
                          {
                            "kind": "InlineFragment",
                            "selections": [
                              (v22/*:: as any*/),
                              (v14/*:: as any*/),
                              (v24/*:: as any*/),
                              (v15/*:: as any*/),
                              (v16/*:: as any*/),
                              (v21/*:: as any*/),
                              (v25/*:: as any*/),
                              (v26/*:: as any*/),
                              (v27/*:: as any*/),
                              (v28/*:: as any*/),
                              (v29/*:: as any*/),
                              (v30/*:: as any*/),
                              (v31/*:: as any*/),
                              (v32/*:: as any*/),
                              (v6/*:: as any*/),
                              (v33/*:: as any*/),
                              (v35/*:: as any*/),
                              (v36/*:: as any*/),
                              (v37/*:: as any*/),
                              (v38/*:: as any*/),
                              (v23/*:: as any*/),
                              (v39/*:: as any*/),
                              (v40/*:: as any*/),
                              (v41/*:: as any*/),
                              (v47/*:: as any*/)
                            ],
                            "type": "Stage",
                            "abstractKey": null
                          }
                        ],
                        "storageKey": null
                      }
                    ],
                    "storageKey": null
                  }
                ],
                "type": "DisputeChanged",
                "abstractKey": null
              },
              {
                "kind": "InlineFragment",
                "selections": [
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": "Invoice",
                    "kind": "LinkedField",
                    "name": "invoice",
                    "plural": false,
                    "selections": [
                      (v5/*:: as any*/),
                      (v14/*:: as any*/),
                      (v19/*:: as any*/),
                      (v15/*:: as any*/),
                      (v16/*:: as any*/),
                      (v87/*:: as any*/),
                      (v89/*:: as any*/),
                      (v90/*:: as any*/),
                      {
                        "alias": null,
                        "args": null,
                        "concreteType": "Money",
                        "kind": "LinkedField",
                        "name": "withheld",
                        "plural": false,
                        "selections": (v8/*:: as any*/),
                        "storageKey": null
                      },
                      (v91/*:: as any*/),
                      {
                        "alias": null,
                        "args": null,
                        "kind": "ScalarField",
                        "name": "requestedAt",
                        "storageKey": null
                      },
                      {
                        "alias": null,
                        "args": null,
                        "kind": "ScalarField",
                        "name": "rejectReason",
                        "storageKey": null
                      },
                      {
                        "alias": null,
                        "args": null,
                        "kind": "ScalarField",
                        "name": "whyNotStructured",
                        "storageKey": null
                      },
                      {
                        "alias": null,
                        "args": null,
                        "concreteType": "Stage",
                        "kind": "LinkedField",
                        "name": "stage",
                        "plural": false,
                        "selections": [
                          (v5/*:: as any*/),
                          (v14/*:: as any*/),
                          (v24/*:: as any*/)
                        ],
                        "storageKey": null
                      },
                      (v79/*:: as any*/),
                      (v92/*:: as any*/),
                      {
                        "alias": null,
                        "args": null,
                        "concreteType": "CreditNote",
                        "kind": "LinkedField",
                        "name": "creditNotes",
                        "plural": true,
                        "selections": [
                          (v5/*:: as any*/),
                          (v14/*:: as any*/),
                          (v91/*:: as any*/),
                          (v85/*:: as any*/),
                          (v90/*:: as any*/),
                          (v79/*:: as any*/),
                          (v92/*:: as any*/)
                        ],
                        "storageKey": null
                      },
                      {
                        "alias": null,
                        "args": null,
                        "concreteType": "Obstacle",
                        "kind": "LinkedField",
                        "name": "obstacles",
                        "plural": true,
                        "selections": [
                          (v12/*:: as any*/),
                          {
                            "alias": null,
                            "args": null,
                            "kind": "ScalarField",
                            "name": "message",
                            "storageKey": null
                          },
                          (v52/*:: as any*/),
                          {
                            "alias": null,
                            "args": null,
                            "kind": "ScalarField",
                            "name": "place",
                            "storageKey": null
                          }
                        ],
                        "storageKey": null
                      },
                      {
                        "alias": null,
                        "args": null,
                        "concreteType": "ExpectedInvoice",
                        "kind": "LinkedField",
                        "name": "expected",
                        "plural": false,
                        "selections": [
                          {
                            "alias": null,
                            "args": null,
                            "kind": "ScalarField",
                            "name": "taxBasisPoints",
                            "storageKey": null
                          },
                          {
                            "alias": null,
                            "args": null,
                            "kind": "ScalarField",
                            "name": "taxReason",
                            "storageKey": null
                          },
                          (v87/*:: as any*/),
                          (v89/*:: as any*/),
                          (v90/*:: as any*/)
                        ],
                        "storageKey": null
                      },
                      (v6/*:: as any*/)
                    ],
                    "storageKey": null
                  }
                ],
                "type": "InvoiceChanged",
                "abstractKey": null
              },
              (v11/*:: as any*/),
              (v13/*:: as any*/)
            ],
            "storageKey": null
          }
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "a793aa3090ef58154fca5ad28589628a",
    "id": null,
    "metadata": {},
    "name": "useContractFeedSubscription",
    "operationKind": "subscription",
    "text": "subscription useContractFeedSubscription(\n  $id: ID!\n  $after: String\n) {\n  contract(id: $id, after: $after) {\n    cursor\n    event {\n      __typename\n      ... on ContractChanged {\n        contract {\n          ...ContractPage_contract\n          ...PaperPage_contract\n          id\n        }\n      }\n      ... on SupplementChanged {\n        supplement {\n          ...SupplementPage_supplement\n          ...SupplementPaper_supplement\n          contract {\n            id\n            actions\n            total {\n              amount\n              currency\n            }\n            ...Supplements_contract\n          }\n          id\n        }\n      }\n      ... on StageChanged {\n        stage {\n          ...EscrowStage_stage\n          id\n        }\n      }\n      ... on DisputeChanged {\n        dispute {\n          ...Dispute_dispute\n          subject {\n            __typename\n            ... on Stage {\n              ...EscrowStage_stage\n            }\n            id\n          }\n          id\n        }\n      }\n      ... on InvoiceChanged {\n        invoice {\n          ...Invoices_invoice\n          id\n        }\n      }\n      ... on ReviewChanged {\n        reviewId\n      }\n      ... on ResyncRequired {\n        code\n      }\n    }\n  }\n}\n\nfragment ContractPage_contract on Contract {\n  id\n  number\n  state\n  version\n  digest\n  terms\n  kind\n  total {\n    amount\n    currency\n  }\n  feeBasisPoints\n  stages {\n    id\n    state\n    amount {\n      amount\n      currency\n    }\n    released {\n      amount\n      currency\n    }\n    refunded {\n      amount\n      currency\n    }\n  }\n  draftedAt\n  effectiveAt\n  endedAt\n  supplements {\n    id\n    number\n    activatedAt\n  }\n  demand {\n    __typename\n    id\n    title\n  }\n  awarder {\n    id\n    name\n    myRole\n  }\n  receiver {\n    id\n    name\n    myRole\n  }\n  present: versions(first: 1) {\n    templateVersion {\n      id\n      fields {\n        key\n        label\n        type\n        columns {\n          key\n          label\n          type\n        }\n      }\n    }\n  }\n  ...WaitsFor_contract\n  ...Deeds_contract\n  ...Escrow_contract\n  ...Progress_contract\n  ...Documents_contract\n  ...Versions_contract\n  ...Supplements_contract\n  ...Talk_contract\n  ...Outcome_contract\n}\n\nfragment Deeds_contract on Contract {\n  id\n  number\n  state\n  version\n  digest\n  actions\n  total {\n    amount\n    currency\n  }\n  document {\n    id\n    fileName\n    url\n  }\n  awarder {\n    id\n    name\n    myRole\n  }\n  receiver {\n    id\n    name\n  }\n  executions {\n    side\n    state\n  }\n  ...Termination_contract\n}\n\nfragment DisputeDeeds_dispute on Dispute {\n  id\n  state\n  version\n  actions\n  respondent {\n    id\n    name\n  }\n  silenceLoses\n  held {\n    amount\n    currency\n  }\n  settlement {\n    id\n    digest\n    toReceiver {\n      amount\n      currency\n    }\n    fee {\n      amount\n      currency\n    }\n    net {\n      amount\n      currency\n    }\n    toAwarder {\n      amount\n      currency\n    }\n  }\n  ...Dividing_dispute\n}\n\nfragment Dispute_dispute on Dispute {\n  id\n  state\n  version\n  openedAt\n  opener {\n    id\n    name\n  }\n  respondent {\n    id\n    name\n  }\n  reason\n  answersBy\n  silenceLoses\n  held {\n    amount\n    currency\n  }\n  negotiatesUntil\n  mediatesUntil\n  withdrawnFor\n  statements(first: 50) {\n    party {\n      id\n      name\n    }\n    user {\n      id\n      name\n    }\n    body\n    madeAt\n    attachments {\n      id\n      ...Files_attachments\n    }\n  }\n  settlement {\n    id\n    number\n    proposer {\n      id\n      name\n    }\n    toReceiver {\n      amount\n      currency\n    }\n    fee {\n      amount\n      currency\n    }\n    net {\n      amount\n      currency\n    }\n    toAwarder {\n      amount\n      currency\n    }\n    note\n    proposedAt\n    acceptedAt\n  }\n  ruling {\n    toReceiver {\n      amount\n      currency\n    }\n    fee {\n      amount\n      currency\n    }\n    net {\n      amount\n      currency\n    }\n    toAwarder {\n      amount\n      currency\n    }\n    reason\n    ruledAt\n  }\n  conversation {\n    id\n  }\n  ...DisputeDeeds_dispute\n}\n\nfragment Dividing_dispute on Dispute {\n  contract {\n    id\n    feeBasisPoints\n  }\n  subject {\n    __typename\n    id\n    ... on Stage {\n      released {\n        amount\n      }\n    }\n  }\n}\n\nfragment Documents_contract on Contract {\n  id\n  number\n  version\n  terms\n  bundleUrl\n  latest: versions(first: 1) {\n    pages\n    document {\n      id\n      fileName\n      byteSize\n      url\n    }\n  }\n  executions {\n    side\n    state\n    mode\n    party {\n      id\n      name\n    }\n    document {\n      id\n      fileName\n      byteSize\n      url\n    }\n  }\n}\n\nfragment EscrowStage_stage on Stage {\n  id\n  number\n  title\n  state\n  version\n  amount {\n    amount\n    currency\n  }\n  acceptanceTerms\n  dueOn\n  submittedAt\n  autoAcceptsAt\n  refundReason\n  refundsAt\n  idleRemindsAt\n  idleEndsAt\n  actions\n  dispute {\n    id\n    version\n  }\n  payments(first: 10) {\n    id\n    kind\n    state\n    amount {\n      amount\n      currency\n    }\n    checkoutUrl\n    madeAt\n    settledAt\n    failure\n    failureKind\n  }\n  ...Sums_stage\n  ...StageDeeds_stage\n}\n\nfragment Escrow_contract on Contract {\n  effectiveAt\n  awarder {\n    id\n    name\n    myRole\n  }\n  receiver {\n    id\n    name\n  }\n  stages {\n    id\n    number\n    actions\n    ...EscrowStage_stage\n  }\n}\n\nfragment Files_attachments on Attachment {\n  id\n  fileName\n  mediaType\n  byteSize\n  url\n  thumbnailUrl\n}\n\nfragment Invoices_invoice on Invoice {\n  id\n  number\n  kind\n  state\n  version\n  net {\n    amount\n    currency\n  }\n  tax {\n    amount\n    currency\n  }\n  gross {\n    amount\n    currency\n  }\n  withheld {\n    amount\n    currency\n  }\n  issuedOn\n  requestedAt\n  rejectReason\n  whyNotStructured\n  stage {\n    id\n    number\n    title\n  }\n  document {\n    id\n    fileName\n    url\n  }\n  structured {\n    id\n    fileName\n    url\n  }\n  creditNotes {\n    id\n    number\n    issuedOn\n    reason\n    gross {\n      amount\n      currency\n    }\n    document {\n      id\n      fileName\n      url\n    }\n    structured {\n      id\n      fileName\n      url\n    }\n  }\n  obstacles {\n    ...Obstacles_obstacles\n  }\n  expected {\n    taxBasisPoints\n    taxReason\n    net {\n      amount\n      currency\n    }\n    tax {\n      amount\n      currency\n    }\n    gross {\n      amount\n      currency\n    }\n  }\n  actions\n}\n\nfragment Obstacles_obstacles on Obstacle {\n  code\n  message\n  side\n  place\n}\n\nfragment OnPaper_copies on Attachment {\n  id\n  fileName\n  byteSize\n  url\n}\n\nfragment OnPaper_executions on Execution {\n  side\n  mode\n  state\n  note\n  executedAt\n  party {\n    id\n    name\n  }\n  signer {\n    id\n    name\n  }\n  document {\n    id\n    ...Files_attachments\n  }\n}\n\nfragment Outcome_contract on Contract {\n  receiver {\n    id\n    name\n  }\n  stages {\n    id\n    funded {\n      amount\n      currency\n    }\n    released {\n      amount\n      currency\n    }\n    fee {\n      amount\n      currency\n    }\n    refunded {\n      amount\n      currency\n    }\n  }\n}\n\nfragment PaperPage_contract on Contract {\n  id\n  number\n  state\n  version\n  digest\n  printedCode\n  actions\n  demand {\n    __typename\n    id\n    title\n  }\n  awarder {\n    id\n    name\n    myRole\n  }\n  receiver {\n    id\n    name\n  }\n  present: versions(first: 1) {\n    pages\n  }\n  copies {\n    ...OnPaper_copies\n    id\n  }\n  executions {\n    ...OnPaper_executions\n  }\n}\n\nfragment Progress_contract on Contract {\n  version\n  approvals {\n    side\n    approvedAt\n    user {\n      id\n      name\n    }\n  }\n  executions {\n    side\n    mode\n    state\n    executedAt\n    party {\n      id\n      name\n    }\n    signer {\n      id\n      name\n    }\n  }\n}\n\nfragment StageDeeds_stage on Stage {\n  id\n  number\n  title\n  state\n  version\n  actions\n  submittedAt\n  refundsAt\n  refundSilenceDays\n  disputeAnswerWorkingDays\n  lacking {\n    amount\n    currency\n  }\n  held {\n    amount\n    currency\n  }\n  released {\n    amount\n    currency\n  }\n  contract {\n    id\n    feeBasisPoints\n    acceptanceWorkingDays\n    awarder {\n      id\n      name\n    }\n    receiver {\n      id\n      name\n      myRole\n    }\n  }\n}\n\nfragment Sums_stage on Stage {\n  state\n  lacking {\n    amount\n    currency\n  }\n  funded {\n    amount\n    currency\n  }\n  released {\n    amount\n    currency\n  }\n  fee {\n    amount\n    currency\n  }\n  refunded {\n    amount\n    currency\n  }\n  held {\n    amount\n    currency\n  }\n}\n\nfragment SupplementDeeds_supplement on Supplement {\n  id\n  number\n  state\n  digest\n  actions\n  total {\n    amount\n    currency\n  }\n  document {\n    id\n    fileName\n    url\n  }\n  executions {\n    side\n    state\n  }\n  contract {\n    id\n    number\n    awarder {\n      id\n      name\n      myRole\n    }\n    receiver {\n      id\n      name\n    }\n  }\n}\n\nfragment SupplementPage_supplement on Supplement {\n  id\n  number\n  state\n  digest\n  terms\n  rationale\n  side\n  draftedAt\n  proposedAt\n  approvedAt\n  activatedAt\n  endedAt\n  endReason\n  expiresAt\n  pages\n  draftedBy {\n    id\n    name\n  }\n  approvedBy {\n    id\n    name\n  }\n  total {\n    amount\n    currency\n  }\n  stages {\n    title\n    amount {\n      amount\n      currency\n    }\n    acceptanceTerms\n    dueOn\n  }\n  changes {\n    path\n    from\n    to\n  }\n  executions {\n    side\n    mode\n    state\n    note\n    executedAt\n    party {\n      id\n      name\n    }\n    signer {\n      id\n      name\n    }\n    document {\n      id\n      fileName\n      byteSize\n      url\n    }\n  }\n  document {\n    id\n    fileName\n    byteSize\n    url\n  }\n  contract {\n    id\n    number\n    total {\n      amount\n      currency\n    }\n    demand {\n      __typename\n      id\n      title\n    }\n    awarder {\n      id\n      name\n      myRole\n    }\n    receiver {\n      id\n      name\n      myRole\n    }\n    present: versions(first: 1) {\n      templateVersion {\n        id\n        fields {\n          key\n          label\n          columns {\n            key\n            label\n          }\n        }\n      }\n    }\n  }\n  actions\n  ...SupplementDeeds_supplement\n}\n\nfragment SupplementPaper_supplement on Supplement {\n  id\n  number\n  state\n  digest\n  printedCode\n  pages\n  actions\n  contract {\n    id\n    number\n    demand {\n      __typename\n      id\n      title\n    }\n    awarder {\n      id\n      name\n      myRole\n    }\n    receiver {\n      id\n      name\n    }\n  }\n  copies {\n    ...OnPaper_copies\n    id\n  }\n  executions {\n    ...OnPaper_executions\n  }\n}\n\nfragment Supplements_contract on Contract {\n  id\n  state\n  awarder {\n    id\n    name\n    myRole\n  }\n  receiver {\n    id\n    name\n    myRole\n  }\n  supplements {\n    id\n    number\n    state\n    rationale\n    side\n    draftedAt\n    proposedAt\n    activatedAt\n    total {\n      amount\n      currency\n    }\n    changes {\n      path\n      from\n      to\n    }\n  }\n}\n\nfragment Talk_contract on Contract {\n  id\n  isConversationOpen\n  conversationClosesAt\n  warrantyEndsAt\n  awarder {\n    id\n    name\n    myRole\n  }\n  conversation {\n    id\n    unreadCount\n  }\n}\n\nfragment Termination_contract on Contract {\n  id\n  state\n  terminationBy\n  terminationReason\n  actions\n  awarder {\n    id\n    name\n    myRole\n  }\n  receiver {\n    id\n    name\n  }\n}\n\nfragment Versions_contract on Contract {\n  awarder {\n    id\n    name\n  }\n  receiver {\n    id\n    name\n  }\n  versions(first: 50) {\n    number\n    state\n    digest\n    side\n    total {\n      currency\n    }\n    madeAt\n    madeBy {\n      id\n      name\n    }\n    document {\n      id\n      fileName\n      url\n    }\n    changes {\n      path\n      from\n      to\n    }\n  }\n}\n\nfragment WaitsFor_contract on Contract {\n  id\n  state\n  expiresAt\n  endReason\n  missing\n  actions\n  awarder {\n    id\n    name\n    kind\n    myRole\n    signers {\n      id\n    }\n  }\n  receiver {\n    id\n    name\n    kind\n    myRole\n    signers {\n      id\n    }\n  }\n  approvals {\n    side\n  }\n  executions {\n    side\n    state\n    note\n  }\n}\n"
  }
};
})();

(node as any).hash = "816cbdeb9b11d63215fb01b52b4c6e6c";

export default node;
