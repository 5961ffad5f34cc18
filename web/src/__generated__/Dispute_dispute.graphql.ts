/**
 * @generated SignedSource<<36bea5cc0a62f915a409b98126ae257a>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type DisputeState = "ANSWERED" | "DEFAULTED" | "MEDIATION" | "NEGOTIATING" | "OPENED" | "RULED" | "SETTLED" | "WITHDRAWN" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type Dispute_dispute$data = {
  readonly answersBy: string | null | undefined;
  readonly conversation: {
    readonly id: string;
  } | null | undefined;
  readonly held: {
    readonly amount: string;
    readonly currency: string;
  } | null | undefined;
  readonly id: string;
  readonly mediatesUntil: string | null | undefined;
  readonly negotiatesUntil: string | null | undefined;
  readonly openedAt: string;
  readonly opener: {
    readonly id: string;
    readonly name: string;
  } | null | undefined;
  readonly reason: string | null | undefined;
  readonly respondent: {
    readonly id: string;
    readonly name: string;
  } | null | undefined;
  readonly ruling: {
    readonly fee: {
      readonly amount: string;
      readonly currency: string;
    };
    readonly net: {
      readonly amount: string;
      readonly currency: string;
    };
    readonly reason: string;
    readonly ruledAt: string;
    readonly toAwarder: {
      readonly amount: string;
      readonly currency: string;
    };
    readonly toReceiver: {
      readonly amount: string;
      readonly currency: string;
    };
  } | null | undefined;
  readonly settlement: {
    readonly acceptedAt: string | null | undefined;
    readonly fee: {
      readonly amount: string;
      readonly currency: string;
    };
    readonly id: string;
    readonly net: {
      readonly amount: string;
      readonly currency: string;
    };
    readonly note: string | null | undefined;
    readonly number: number;
    readonly proposedAt: string;
    readonly proposer: {
      readonly id: string;
      readonly name: string;
    };
    readonly toAwarder: {
      readonly amount: string;
      readonly currency: string;
    };
    readonly toReceiver: {
      readonly amount: string;
      readonly currency: string;
    };
  } | null | undefined;
  readonly silenceLoses: boolean;
  readonly state: DisputeState;
  readonly statements: ReadonlyArray<{
    readonly attachments: ReadonlyArray<{
      readonly id: string;
      readonly " $fragmentSpreads": FragmentRefs<"Files_attachments">;
    }>;
    readonly body: string;
    readonly madeAt: string;
    readonly party: {
      readonly id: string;
      readonly name: string;
    };
    readonly user: {
      readonly id: string;
      readonly name: string;
    };
  }>;
  readonly version: number;
  readonly withdrawnFor: string | null | undefined;
  readonly " $fragmentSpreads": FragmentRefs<"DisputeDeeds_dispute">;
  readonly " $fragmentType": "Dispute_dispute";
};
export type Dispute_dispute$key = {
  readonly " $data"?: Dispute_dispute$data;
  readonly " $fragmentSpreads": FragmentRefs<"Dispute_dispute">;
};

const node: ReaderFragment = (function(){
var v0 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v1 = [
  (v0/*:: as any*/),
  {
    "alias": null,
    "args": null,
    "kind": "ScalarField",
    "name": "name",
    "storageKey": null
  }
],
v2 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "reason",
  "storageKey": null
},
v3 = [
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
v4 = {
  "alias": null,
  "args": null,
  "concreteType": "Money",
  "kind": "LinkedField",
  "name": "toReceiver",
  "plural": false,
  "selections": (v3/*:: as any*/),
  "storageKey": null
},
v5 = {
  "alias": null,
  "args": null,
  "concreteType": "Money",
  "kind": "LinkedField",
  "name": "fee",
  "plural": false,
  "selections": (v3/*:: as any*/),
  "storageKey": null
},
v6 = {
  "alias": null,
  "args": null,
  "concreteType": "Money",
  "kind": "LinkedField",
  "name": "net",
  "plural": false,
  "selections": (v3/*:: as any*/),
  "storageKey": null
},
v7 = {
  "alias": null,
  "args": null,
  "concreteType": "Money",
  "kind": "LinkedField",
  "name": "toAwarder",
  "plural": false,
  "selections": (v3/*:: as any*/),
  "storageKey": null
};
return {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "Dispute_dispute",
  "selections": [
    (v0/*:: as any*/),
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
      "concreteType": "Party",
      "kind": "LinkedField",
      "name": "opener",
      "plural": false,
      "selections": (v1/*:: as any*/),
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Party",
      "kind": "LinkedField",
      "name": "respondent",
      "plural": false,
      "selections": (v1/*:: as any*/),
      "storageKey": null
    },
    (v2/*:: as any*/),
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
    {
      "alias": null,
      "args": null,
      "concreteType": "Money",
      "kind": "LinkedField",
      "name": "held",
      "plural": false,
      "selections": (v3/*:: as any*/),
      "storageKey": null
    },
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
      "args": [
        {
          "kind": "Literal",
          "name": "first",
          "value": 50
        }
      ],
      "concreteType": "DisputeStatement",
      "kind": "LinkedField",
      "name": "statements",
      "plural": true,
      "selections": [
        {
          "alias": null,
          "args": null,
          "concreteType": "Party",
          "kind": "LinkedField",
          "name": "party",
          "plural": false,
          "selections": (v1/*:: as any*/),
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "concreteType": "User",
          "kind": "LinkedField",
          "name": "user",
          "plural": false,
          "selections": (v1/*:: as any*/),
          "storageKey": null
        },
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
          "name": "madeAt",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "concreteType": "Attachment",
          "kind": "LinkedField",
          "name": "attachments",
          "plural": true,
          "selections": [
            (v0/*:: as any*/),
            {
              "args": null,
              "kind": "FragmentSpread",
              "name": "Files_attachments"
            }
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
        (v0/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "number",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "concreteType": "Party",
          "kind": "LinkedField",
          "name": "proposer",
          "plural": false,
          "selections": (v1/*:: as any*/),
          "storageKey": null
        },
        (v4/*:: as any*/),
        (v5/*:: as any*/),
        (v6/*:: as any*/),
        (v7/*:: as any*/),
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
          "name": "proposedAt",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "acceptedAt",
          "storageKey": null
        }
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
        (v4/*:: as any*/),
        (v5/*:: as any*/),
        (v6/*:: as any*/),
        (v7/*:: as any*/),
        (v2/*:: as any*/),
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
      "selections": [
        (v0/*:: as any*/)
      ],
      "storageKey": null
    },
    {
      "args": null,
      "kind": "FragmentSpread",
      "name": "DisputeDeeds_dispute"
    }
  ],
  "type": "Dispute",
  "abstractKey": null
};
})();

(node as any).hash = "85eb61b3b4cf97691ef7e127b7f3788f";

export default node;
