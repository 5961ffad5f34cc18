/**
 * @generated SignedSource<<256785325fb68e2e3b627da7edfb4edd>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type ContractKind = "B2B" | "B2C" | "%future added value";
export type TemplateRequestState = "ASSIGNED" | "CANCELLED" | "CHANGES_REQUESTED" | "IN_PROGRESS" | "IN_REVIEW" | "NEEDS_INFO" | "PUBLISHED" | "QUEUED" | "REJECTED" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type RequestPage_request$data = {
  readonly dueAt: string | null | undefined;
  readonly id: string;
  readonly isOverdue: boolean;
  readonly kind: ContractKind;
  readonly name: string;
  readonly notes: string | null | undefined;
  readonly party: {
    readonly id: string;
    readonly name: string;
  };
  readonly question: string | null | undefined;
  readonly questions: ReadonlyArray<{
    readonly answer: string | null | undefined;
    readonly askedAt: string;
    readonly attachments: ReadonlyArray<{
      readonly id: string;
      readonly " $fragmentSpreads": FragmentRefs<"Files_attachments">;
    }>;
    readonly question: string;
  }>;
  readonly reason: string | null | undefined;
  readonly rounds: ReadonlyArray<{
    readonly changes: string | null | undefined;
    readonly deliveredAt: string;
    readonly fields: ReadonlyArray<{
      readonly key: string;
      readonly label: string;
    }>;
    readonly isApproved: boolean | null | undefined;
    readonly note: string | null | undefined;
    readonly number: number;
    readonly preview: {
      readonly " $fragmentSpreads": FragmentRefs<"Files_attachments">;
    };
  }>;
  readonly source: {
    readonly " $fragmentSpreads": FragmentRefs<"Files_attachments">;
  };
  readonly state: TemplateRequestState;
  readonly submittedAt: string;
  readonly " $fragmentSpreads": FragmentRefs<"RequestDeeds_request">;
  readonly " $fragmentType": "RequestPage_request";
};
export type RequestPage_request$key = {
  readonly " $data"?: RequestPage_request$data;
  readonly " $fragmentSpreads": FragmentRefs<"RequestPage_request">;
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
  "name": "name",
  "storageKey": null
},
v2 = {
  "args": null,
  "kind": "FragmentSpread",
  "name": "Files_attachments"
},
v3 = [
  (v2/*:: as any*/)
],
v4 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "question",
  "storageKey": null
};
return {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "RequestPage_request",
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
      "name": "notes",
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
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "isOverdue",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "reason",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Party",
      "kind": "LinkedField",
      "name": "party",
      "plural": false,
      "selections": [
        (v0/*:: as any*/),
        (v1/*:: as any*/)
      ],
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Attachment",
      "kind": "LinkedField",
      "name": "source",
      "plural": false,
      "selections": (v3/*:: as any*/),
      "storageKey": null
    },
    (v4/*:: as any*/),
    {
      "alias": null,
      "args": null,
      "concreteType": "TemplateQuestion",
      "kind": "LinkedField",
      "name": "questions",
      "plural": true,
      "selections": [
        (v4/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "askedAt",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "answer",
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
            (v2/*:: as any*/)
          ],
          "storageKey": null
        }
      ],
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "TemplateRound",
      "kind": "LinkedField",
      "name": "rounds",
      "plural": true,
      "selections": [
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
          "kind": "ScalarField",
          "name": "note",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "deliveredAt",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "isApproved",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "changes",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "concreteType": "Attachment",
          "kind": "LinkedField",
          "name": "preview",
          "plural": false,
          "selections": (v3/*:: as any*/),
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "concreteType": "TemplateField",
          "kind": "LinkedField",
          "name": "fields",
          "plural": true,
          "selections": [
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "key",
              "storageKey": null
            },
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "label",
              "storageKey": null
            }
          ],
          "storageKey": null
        }
      ],
      "storageKey": null
    },
    {
      "args": null,
      "kind": "FragmentSpread",
      "name": "RequestDeeds_request"
    }
  ],
  "type": "TemplateRequest",
  "abstractKey": null
};
})();

(node as any).hash = "61f1c9deab2884d352bad8fad6a3cae9";

export default node;
