/** The pages of contracts, their money and templates, with their texts. */
import { Route, Switch } from "wouter";
import { routes } from "../app/routes";
import { Waiting } from "../app/Waiting";
import Mediation from "../money/Mediation";
import Money from "../money/Money";
import { Awaited } from "../parts/Awaited";
import Delivering from "../templates/Delivering";
import Requesting from "../templates/Requesting";
import RequestPage from "../templates/RequestPage";
import Templates from "../templates/Templates";
import ContractPage from "./ContractPage";
import ContractRecord from "./ContractRecord";
import Contracts from "./Contracts";
import DocumentCheck from "./DocumentCheck";
import NewContract from "./NewContract";
import NewSupplement from "./NewSupplement";
import PaperPage from "./PaperPage";
import Revising from "./Revising";
import SupplementPage from "./SupplementPage";
import SupplementPaper from "./SupplementPaper";
import { SENT } from "./sent";

export default function Pages() {
  return (
    <Switch>
      <Route path={routes.contracts} component={Contracts} />
      <Route<{ id: string }> path={routes.contractRecord}>{({ id }) => <ContractRecord key={id} id={id} />}</Route>
      <Route<{ id: string }> path={routes.newContract}>{({ id }) => <NewContract key={id} awardId={id} />}</Route>
      <Route<{ id: string }> path={routes.reviseContract}>{({ id }) => <Revising key={id} id={id} />}</Route>
      <Route<{ id: string }> path={routes.paperContract}>{({ id }) => <PaperPage key={id} id={id} />}</Route>
      <Route<{ id: string }> path={routes.newSupplement}>{({ id }) => <NewSupplement key={id} id={id} />}</Route>
      <Route<{ id: string }> path={routes.paperSupplement}>{({ id }) => <SupplementPaper key={id} id={id} />}</Route>
      <Route<{ id: string }> path={routes.supplement}>{({ id }) => <SupplementPage key={id} id={id} />}</Route>
      <Route<{ id: string }> path={routes.contract}>
        {({ id }) => (
          <Awaited fallback={<Waiting isSaidAtOnce={history.state === SENT} />}>
            <ContractPage key={id} id={id} />
          </Awaited>
        )}
      </Route>
      <Route path={routes.money} component={Money} />
      <Route<{ id: string }> path={routes.dispute}>{({ id }) => <Mediation key={id} id={id} />}</Route>
      <Route path={routes.documentCheck} component={DocumentCheck} />
      <Route path={routes.templates} component={Templates} />
      <Route path={routes.requestTemplate} component={Requesting} />
      <Route<{ id: string }> path={routes.deliverTemplate}>{({ id }) => <Delivering key={id} id={id} />}</Route>
      <Route<{ id: string }> path={routes.templateRequest}>{({ id }) => <RequestPage key={id} id={id} />}</Route>
    </Switch>
  );
}
