/**
 * @generated SignedSource<<32697abc3701f78373af0139b5985b2e>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type TemplateFieldKind = "CHOICE" | "DATE" | "MONEY" | "NUMBER" | "PARTY" | "ROWS" | "SELECTION" | "TEXT" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type Case_dispute$data = {
  readonly contract: {
    readonly awarder: {
      readonly id: string;
      readonly name: string;
    };
    readonly effectiveAt: string | null | undefined;
    readonly id: string;
    readonly number: string;
    readonly present: ReadonlyArray<{
      readonly templateVersion: {
        readonly fields: ReadonlyArray<{
          readonly columns: ReadonlyArray<{
            readonly key: string;
            readonly label: string;
            readonly type: TemplateFieldKind;
          }>;
          readonly key: string;
          readonly label: string;
          readonly type: TemplateFieldKind;
        }>;
        readonly id: string;
      };
    }>;
    readonly receiver: {
      readonly id: string;
      readonly name: string;
    };
    readonly supplements: ReadonlyArray<{
      readonly activatedAt: string | null | undefined;
      readonly id: string;
      readonly number: number;
    }>;
  };
  readonly subject: {
    readonly __typename: "Stage";
    readonly " $fragmentSpreads": FragmentRefs<"Case_stage">;
  } | {
    // This will never be '%other', but we need some
    // value in case none of the concrete values match.
    readonly __typename: "%other";
  } | null | undefined;
  readonly " $fragmentSpreads": FragmentRefs<"Dispute_dispute">;
  readonly " $fragmentType": "Case_dispute";
};
export type Case_dispute$key = {
  readonly " $data"?: Case_dispute$data;
  readonly " $fragmentSpreads": FragmentRefs<"Case_dispute">;
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
  (v0/*:: as any*/),
  {
    "alias": null,
    "args": null,
    "kind": "ScalarField",
    "name": "name",
    "storageKey": null
  }
],
v3 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "key",
  "storageKey": null
},
v4 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "label",
  "storageKey": null
},
v5 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "type",
  "storageKey": null
};
return {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "Case_dispute",
  "selections": [
    {
      "alias": null,
      "args": null,
      "concreteType": "Contract",
      "kind": "LinkedField",
      "name": "contract",
      "plural": false,
      "selections": [
        (v0/*:: as any*/),
        (v1/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "concreteType": "Party",
          "kind": "LinkedField",
          "name": "awarder",
          "plural": false,
          "selections": (v2/*:: as any*/),
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "concreteType": "Party",
          "kind": "LinkedField",
          "name": "receiver",
          "plural": false,
          "selections": (v2/*:: as any*/),
          "storageKey": null
        },
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
          "concreteType": "Supplement",
          "kind": "LinkedField",
          "name": "supplements",
          "plural": true,
          "selections": [
            (v0/*:: as any*/),
            (v1/*:: as any*/),
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "activatedAt",
              "storageKey": null
            }
          ],
          "storageKey": null
        },
        {
          "alias": "present",
          "args": [
            {
              "kind": "Literal",
              "name": "first",
              "value": 1
            }
          ],
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
                (v0/*:: as any*/),
                {
                  "alias": null,
                  "args": null,
                  "concreteType": "TemplateField",
                  "kind": "LinkedField",
                  "name": "fields",
                  "plural": true,
                  "selections": [
                    (v3/*:: as any*/),
                    (v4/*:: as any*/),
                    (v5/*:: as any*/),
                    {
                      "alias": null,
                      "args": null,
                      "concreteType": "TemplateField",
                      "kind": "LinkedField",
                      "name": "columns",
                      "plural": true,
                      "selections": [
                        (v3/*:: as any*/),
                        (v4/*:: as any*/),
                        (v5/*:: as any*/)
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
        }
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
              "args": null,
              "kind": "FragmentSpread",
              "name": "Case_stage"
            }
          ],
          "type": "Stage",
          "abstractKey": null
        }
      ],
      "storageKey": null
    },
    {
      "args": null,
      "kind": "FragmentSpread",
      "name": "Dispute_dispute"
    }
  ],
  "type": "Dispute",
  "abstractKey": null
};
})();

(node as any).hash = "3a3a4ea417a255fe537d67d469cd4962";

export default node;
