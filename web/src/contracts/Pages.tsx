/** The pages of contracts and templates, with their texts. */
import { Route, Switch } from "wouter";
import { routes } from "../app/routes";
import Requesting from "../templates/Requesting";
import RequestPage from "../templates/RequestPage";
import Templates from "../templates/Templates";
import ContractPage from "./ContractPage";
import Contracts from "./Contracts";
import DocumentCheck from "./DocumentCheck";
import NewContract from "./NewContract";
import Revising from "./Revising";

export default function Pages() {
  return (
    <Switch>
      <Route path={routes.contracts} component={Contracts} />
      <Route<{ id: string }> path={routes.newContract}>{({ id }) => <NewContract key={id} awardId={id} />}</Route>
      <Route<{ id: string }> path={routes.reviseContract}>{({ id }) => <Revising key={id} id={id} />}</Route>
      <Route<{ id: string }> path={routes.contract}>{({ id }) => <ContractPage key={id} id={id} />}</Route>
      <Route path={routes.documentCheck} component={DocumentCheck} />
      <Route path={routes.templates} component={Templates} />
      <Route path={routes.requestTemplate} component={Requesting} />
      <Route<{ id: string }> path={routes.templateRequest}>{({ id }) => <RequestPage key={id} id={id} />}</Route>
    </Switch>
  );
}
