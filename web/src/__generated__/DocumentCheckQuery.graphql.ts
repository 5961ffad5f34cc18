/**
 * @generated SignedSource<<c5ea42099ce1b7e5cc00c5b3d81f5a24>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type CheckedDocument = "PRINT" | "SIGNED" | "TERMS" | "UNSIGNED" | "%future added value";
export type ContractState = "COMPLETED" | "CONSISTENCY_FAILED" | "DRAFT" | "EFFECTIVE" | "EXPIRED" | "NEGOTIATING" | "PARTLY_EXECUTED" | "PERFORMING" | "READY_TO_SIGN" | "REFUSED" | "SUPERSEDED" | "TERMINATED" | "VERIFYING_OFFLINE" | "%future added value";
export type DocumentCheckQuery$variables = {
  sha256: string;
};
export type DocumentCheckQuery$data = {
  readonly documentCheck: {
    readonly contractNumber: string | null | undefined;
    readonly executedAt: string | null | undefined;
    readonly isKnown: boolean;
    readonly kind: CheckedDocument | null | undefined;
    readonly state: ContractState | null | undefined;
    readonly version: number | null | undefined;
  };
};
export type DocumentCheckQuery = {
  response: DocumentCheckQuery$data;
  variables: DocumentCheckQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "sha256"
  }
],
v1 = [
  {
    "alias": null,
    "args": [
      {
        "kind": "Variable",
        "name": "sha256",
        "variableName": "sha256"
      }
    ],
    "concreteType": "DocumentCheck",
    "kind": "LinkedField",
    "name": "documentCheck",
    "plural": false,
    "selections": [
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "isKnown",
        "storageKey": null
      },
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
        "name": "contractNumber",
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
        "name": "state",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "executedAt",
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
    "name": "DocumentCheckQuery",
    "selections": (v1/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "DocumentCheckQuery",
    "selections": (v1/*:: as any*/)
  },
  "params": {
    "cacheID": "7f38647ce6bfe6140cc749d62f0da522",
    "id": null,
    "metadata": {},
    "name": "DocumentCheckQuery",
    "operationKind": "query",
    "text": "query DocumentCheckQuery(\n  $sha256: String!\n) {\n  documentCheck(sha256: $sha256) {\n    isKnown\n    kind\n    contractNumber\n    version\n    state\n    executedAt\n  }\n}\n"
  }
};
})();

(node as any).hash = "fb4ff68895119fd0f1e739f5b8c99655";

export default node;
