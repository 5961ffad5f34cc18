/**
 * @generated SignedSource<<b2cabe42de4709503a487680b0196866>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type InterviewCalendarQuery$variables = {
  id: string;
};
export type InterviewCalendarQuery$data = {
  readonly interview: {
    readonly calendar: string | null | undefined;
    readonly id: string;
  } | null | undefined;
};
export type InterviewCalendarQuery = {
  response: InterviewCalendarQuery$data;
  variables: InterviewCalendarQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "id"
  }
],
v1 = [
  {
    "alias": null,
    "args": [
      {
        "kind": "Variable",
        "name": "id",
        "variableName": "id"
      }
    ],
    "concreteType": "Interview",
    "kind": "LinkedField",
    "name": "interview",
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
        "name": "calendar",
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
    "name": "InterviewCalendarQuery",
    "selections": (v1/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "InterviewCalendarQuery",
    "selections": (v1/*:: as any*/)
  },
  "params": {
    "cacheID": "d8ba900104bc6149bc55e89705033b7b",
    "id": null,
    "metadata": {},
    "name": "InterviewCalendarQuery",
    "operationKind": "query",
    "text": "query InterviewCalendarQuery(\n  $id: ID!\n) {\n  interview(id: $id) {\n    id\n    calendar\n  }\n}\n"
  }
};
})();

(node as any).hash = "f70b034f20373c78695c971daf6689d2";

export default node;
