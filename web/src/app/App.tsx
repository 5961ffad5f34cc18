import { I18nProvider, useLingui } from "@lingui/react";
import { useEffect, useState } from "react";
import { RelayEnvironmentProvider } from "react-relay";
import { Route, Switch, useLocation } from "wouter";
import { withTexts } from "../contracts/texts";
import { Market } from "../market/Market";
import { withMessageTexts } from "../messages/texts";
import { type Connection, connect } from "../network/environment";
import { LinkContext } from "../network/following";
import { useSession } from "../network/session";
import { Awaited, lazily } from "../parts/Awaited";
import { Failure, NothingHere } from "../parts/Failure";
import { withSettingsTexts } from "../settings/texts";
import { withBenchTexts } from "../workbench/texts";
import { pages } from "./pages";
import { placeIn } from "./paths";
import { regionalTag } from "./preferred";
import { routes } from "./routes";
import { Shell } from "./Shell";
import { Waiting } from "./Waiting";

const About = lazily(pages.about);
const SignIn = lazily(async () => ({ default: (await pages.signIn()).SignIn }));
const SignUp = lazily(async () => ({ default: (await pages.signUp()).SignUp }));
const VerifyEmail = lazily(async () => ({ default: (await pages.verifyEmail()).VerifyEmail }));
const ResetPassword = lazily(async () => ({ default: (await pages.resetPassword()).ResetPassword }));
const Invited = lazily(() => withSettingsTexts(pages.invitations()));
const Open = lazily(pages.open);
const DemandEditor = lazily(pages.editDemand);
const DemandPage = lazily(pages.demand);
const Desk = lazily(pages.desk);
const Bids = lazily(pages.bids);
const BidEditor = lazily(pages.bid);
const Inbox = lazily(() => withMessageTexts(pages.inbox()));
const Interviews = lazily(() => withMessageTexts(pages.interviews()));
const Notifications = lazily(pages.notifications);
const Settings = lazily(() => withSettingsTexts(pages.settings()));
const PartyPage = lazily(() => withSettingsTexts(pages.party()));
const Staff = lazily(() => withSettingsTexts(pages.staff()));
const StaffBid = lazily(() => withSettingsTexts(withBenchTexts(pages.staffBid())));
const ContractPages = lazily(() => withTexts(import("../contracts/Pages")));
const Compare = lazily(() => withBenchTexts(pages.compare()));
const RecordPage = lazily(() => withBenchTexts(pages.record()));
const Workbench = lazily(() => withBenchTexts(pages.workbench()));

/** The paths of contracts, their money and templates, which have texts of their own. */
const CONTRACTS = [
  ...[
    routes.contracts,
    routes.contract,
    routes.contractRecord,
    routes.reviseContract,
    routes.newContract,
    routes.paperContract,
  ],
  ...[routes.newSupplement, routes.supplement, routes.paperSupplement, routes.documentCheck],
  ...[routes.money, routes.dispute],
  ...[routes.templates, routes.requestTemplate, routes.templateRequest, routes.deliverTemplate],
];

export function App() {
  const { i18n } = useLingui();
  const token = useSession()?.token ?? null;
  const connection = useConnection(token);
  if (!connection) return null;
  return (
    <I18nProvider i18n={i18n}>
      {/* Whoever signs in or out starts with nothing of what another was shown. */}
      <RelayEnvironmentProvider key={token} environment={connection.environment}>
        <LinkContext value={connection.link}>
          <Shell isSignedIn={token !== null}>
            <Pages />
          </Shell>
        </LinkContext>
      </RelayEnvironmentProvider>
    </I18nProvider>
  );
}

function Pages() {
  const [path] = useLocation();
  return (
    <Failure place={path}>
      {/* Nothing of the page before stays while this one is loaded: a dialog would be in front of it. */}
      <Awaited key={placeIn(path)} fallback={<Waiting />}>
        <Switch>
          <Route path={routes.market} component={Market} />
          <Route path={routes.about} component={About} />
          <Route path={routes.signIn} component={SignIn} />
          <Route path={routes.signUp} component={SignUp} />
          <Route path={routes.verifyEmail} component={VerifyEmail} />
          <Route path={routes.resetPassword} component={ResetPassword} />
          <Route path={routes.invitations} component={Invited} />
          <Route<{ id: string }> path={routes.open}>{({ id }) => <Open key={id} id={id} />}</Route>
          <Route path={routes.desk} component={Desk} />
          <Route path={routes.bids} component={Bids} />
          <Route path={routes.notifications} component={Notifications} />
          <Route<{ id?: string }> path={routes.inbox}>{({ id }) => <Inbox id={id ?? null} />}</Route>
          <Route<{ id?: string }> path={routes.interviews}>{({ id }) => <Interviews id={id ?? null} />}</Route>
          <Route<{ id: string }> path={routes.party}>{({ id }) => <PartyPage key={id} id={id} />}</Route>
          <Route<{ section?: string }> path={routes.settings}>
            {({ section }) => <Settings section={section ?? null} />}
          </Route>
          <Route path={routes.staff} component={Staff} />
          <Route<{ id: string }> path={routes.staffBid}>{({ id }) => <StaffBid key={id} id={id} />}</Route>
          {CONTRACTS.map((path) => (
            <Route key={path} path={path} component={ContractPages} />
          ))}
          <Route path={routes.newDemand}>
            <DemandEditor id={null} />
          </Route>
          <Route<{ id: string }> path={routes.editDemand}>{({ id }) => <DemandEditor id={id} />}</Route>
          <Route<{ id: string }> path={routes.bid}>{({ id }) => <BidEditor key={id} id={id} />}</Route>
          <Route<{ id: string }> path={routes.demand}>{({ id }) => <DemandPage key={id} id={id} />}</Route>
          <Route<{ id: string }> path={routes.compare}>{({ id }) => <Compare id={id} />}</Route>
          <Route<{ id: string }> path={routes.record}>{({ id }) => <RecordPage key={id} id={id} />}</Route>
          <Route<{ id: string; candidate?: string }> path={routes.workbench}>
            {({ id, candidate }) => <Workbench key={id} id={id} candidate={candidate ?? null} />}
          </Route>
          <Route>
            <NothingHere />
          </Route>
        </Switch>
      </Awaited>
    </Failure>
  );
}

/** The connection of a session; that of the one before is closed. */
function useConnection(token: string | null): Connection | null {
  const [current, setCurrent] = useState<{ token: string | null; connection: Connection } | null>(null);
  useEffect(() => {
    const connection = connect(token, () => regionalTag(document.documentElement.lang));
    setCurrent({ token, connection });
    return connection.close;
  }, [token]);
  return current?.token === token ? current.connection : null;
}
