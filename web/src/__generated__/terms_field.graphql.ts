/**
 * @generated SignedSource<<a08eff93ecb0b0aee0664c2efdddcdb4>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type TemplateFieldKind = "CHOICE" | "DATE" | "MONEY" | "NUMBER" | "PARTY" | "ROWS" | "SELECTION" | "TEXT" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type terms_field$data = {
  readonly columns: ReadonlyArray<{
    readonly decimals: number;
    readonly hint: string;
    readonly isRequired: boolean;
    readonly key: string;
    readonly label: string;
    readonly maxLength: number;
    readonly options: ReadonlyArray<{
      readonly label: string;
      readonly value: string;
    }>;
    readonly type: TemplateFieldKind;
  }>;
  readonly decimals: number;
  readonly hint: string;
  readonly isRequired: boolean;
  readonly key: string;
  readonly label: string;
  readonly maxLength: number;
  readonly options: ReadonlyArray<{
    readonly label: string;
    readonly value: string;
  }>;
  readonly type: TemplateFieldKind;
  readonly " $fragmentType": "terms_field";
};
export type terms_field$key = {
  readonly " $data"?: terms_field$data;
  readonly " $fragmentSpreads": FragmentRefs<"terms_field">;
};

const node: ReaderFragment = (function(){
var v0 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "key",
  "storageKey": null
},
v1 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "label",
  "storageKey": null
},
v2 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "type",
  "storageKey": null
},
v3 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "isRequired",
  "storageKey": null
},
v4 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "hint",
  "storageKey": null
},
v5 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "maxLength",
  "storageKey": null
},
v6 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "decimals",
  "storageKey": null
},
v7 = {
  "alias": null,
  "args": null,
  "concreteType": "TemplateOption",
  "kind": "LinkedField",
  "name": "options",
  "plural": true,
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "value",
      "storageKey": null
    },
    (v1/*:: as any*/)
  ],
  "storageKey": null
};
return {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "terms_field",
  "selections": [
    (v0/*:: as any*/),
    (v1/*:: as any*/),
    (v2/*:: as any*/),
    (v3/*:: as any*/),
    (v4/*:: as any*/),
    (v5/*:: as any*/),
    (v6/*:: as any*/),
    (v7/*:: as any*/),
    {
      "alias": null,
      "args": null,
      "concreteType": "TemplateField",
      "kind": "LinkedField",
      "name": "columns",
      "plural": true,
      "selections": [
        (v0/*:: as any*/),
        (v1/*:: as any*/),
        (v2/*:: as any*/),
        (v3/*:: as any*/),
        (v4/*:: as any*/),
        (v5/*:: as any*/),
        (v6/*:: as any*/),
        (v7/*:: as any*/)
      ],
      "storageKey": null
    }
  ],
  "type": "TemplateField",
  "abstractKey": null
};
})();

(node as any).hash = "c2fbee4754d1df2cd81cb49a4c70da79";

export default node;
