/**
 * @generated SignedSource<<526615ac8189a94171ee90fbc3a5f6f1>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type InvoiceAction = "CREDIT" | "ISSUE" | "REJECT" | "%future added value";
export type InvoiceKind = "INVOICE" | "SELF_BILLED" | "WITHHOLDING_STATEMENT" | "%future added value";
export type InvoiceState = "CREDITED" | "DELIVERED" | "ISSUED" | "PARTLY_CREDITED" | "REJECTED" | "REQUESTED" | "%future added value";
export type WhyNotStructured = "NO_INVOICE" | "THREE_DECIMALS" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type Invoices_invoice$data = {
  readonly actions: ReadonlyArray<InvoiceAction>;
  readonly creditNotes: ReadonlyArray<{
    readonly document: {
      readonly fileName: string;
      readonly id: string;
      readonly url: string;
    } | null | undefined;
    readonly gross: {
      readonly amount: string;
      readonly currency: string;
    };
    readonly id: string;
    readonly issuedOn: any;
    readonly number: string;
    readonly reason: string;
    readonly structured: {
      readonly fileName: string;
      readonly id: string;
      readonly url: string;
    } | null | undefined;
  }>;
  readonly document: {
    readonly fileName: string;
    readonly id: string;
    readonly url: string;
  } | null | undefined;
  readonly expected: {
    readonly gross: {
      readonly amount: string;
      readonly currency: string;
    };
    readonly net: {
      readonly amount: string;
      readonly currency: string;
    };
    readonly tax: {
      readonly amount: string;
      readonly currency: string;
    };
    readonly taxBasisPoints: number;
    readonly taxReason: string | null | undefined;
  } | null | undefined;
  readonly gross: {
    readonly amount: string;
    readonly currency: string;
  };
  readonly id: string;
  readonly issuedOn: any | null | undefined;
  readonly kind: InvoiceKind;
  readonly net: {
    readonly amount: string;
    readonly currency: string;
  } | null | undefined;
  readonly number: string | null | undefined;
  readonly obstacles: ReadonlyArray<{
    readonly " $fragmentSpreads": FragmentRefs<"Obstacles_obstacles">;
  }> | null | undefined;
  readonly rejectReason: string | null | undefined;
  readonly requestedAt: string | null | undefined;
  readonly stage: {
    readonly id: string;
    readonly number: number;
    readonly title: string;
  };
  readonly state: InvoiceState;
  readonly structured: {
    readonly fileName: string;
    readonly id: string;
    readonly url: string;
  } | null | undefined;
  readonly tax: {
    readonly amount: string;
    readonly currency: string;
  } | null | undefined;
  readonly version: number;
  readonly whyNotStructured: WhyNotStructured | null | undefined;
  readonly withheld: {
    readonly amount: string;
    readonly currency: string;
  } | null | undefined;
  readonly " $fragmentType": "Invoices_invoice";
};
export type Invoices_invoice$key = {
  readonly " $data"?: Invoices_invoice$data;
  readonly " $fragmentSpreads": FragmentRefs<"Invoices_invoice">;
};

const node: ReaderFragment = (function(){
var v0 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v1 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "number",
  "storageKey": null
},
v2 = [
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
v3 = {
  "alias": null,
  "args": null,
  "concreteType": "Money",
  "kind": "LinkedField",
  "name": "net",
  "plural": false,
  "selections": (v2/*:: as any*/),
  "storageKey": null
},
v4 = {
  "alias": null,
  "args": null,
  "concreteType": "Money",
  "kind": "LinkedField",
  "name": "tax",
  "plural": false,
  "selections": (v2/*:: as any*/),
  "storageKey": null
},
v5 = {
  "alias": null,
  "args": null,
  "concreteType": "Money",
  "kind": "LinkedField",
  "name": "gross",
  "plural": false,
  "selections": (v2/*:: as any*/),
  "storageKey": null
},
v6 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "issuedOn",
  "storageKey": null
},
v7 = [
  (v0/*:: as any*/),
  {
    "alias": null,
    "args": null,
    "kind": "ScalarField",
    "name": "fileName",
    "storageKey": null
  },
  {
    "alias": null,
    "args": null,
    "kind": "ScalarField",
    "name": "url",
    "storageKey": null
  }
],
v8 = {
  "alias": null,
  "args": null,
  "concreteType": "Attachment",
  "kind": "LinkedField",
  "name": "document",
  "plural": false,
  "selections": (v7/*:: as any*/),
  "storageKey": null
},
v9 = {
  "alias": null,
  "args": null,
  "concreteType": "Attachment",
  "kind": "LinkedField",
  "name": "structured",
  "plural": false,
  "selections": (v7/*:: as any*/),
  "storageKey": null
};
return {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "Invoices_invoice",
  "selections": [
    (v0/*:: as any*/),
    (v1/*:: as any*/),
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
    (v3/*:: as any*/),
    (v4/*:: as any*/),
    (v5/*:: as any*/),
    {
      "alias": null,
      "args": null,
      "concreteType": "Money",
      "kind": "LinkedField",
      "name": "withheld",
      "plural": false,
      "selections": (v2/*:: as any*/),
      "storageKey": null
    },
    (v6/*:: as any*/),
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
        (v0/*:: as any*/),
        (v1/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "title",
          "storageKey": null
        }
      ],
      "storageKey": null
    },
    (v8/*:: as any*/),
    (v9/*:: as any*/),
    {
      "alias": null,
      "args": null,
      "concreteType": "CreditNote",
      "kind": "LinkedField",
      "name": "creditNotes",
      "plural": true,
      "selections": [
        (v0/*:: as any*/),
        (v1/*:: as any*/),
        (v6/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "reason",
          "storageKey": null
        },
        (v5/*:: as any*/),
        (v8/*:: as any*/),
        (v9/*:: as any*/)
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
        {
          "args": null,
          "kind": "FragmentSpread",
          "name": "Obstacles_obstacles"
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
        (v3/*:: as any*/),
        (v4/*:: as any*/),
        (v5/*:: as any*/)
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
  "type": "Invoice",
  "abstractKey": null
};
})();

(node as any).hash = "e4f43c4d4955bcd74f2d1f4e892fa193";

export default node;
