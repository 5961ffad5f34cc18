import { Trans, useLingui } from "@lingui/react/macro";
import { Component, createContext, type ReactNode, useContext } from "react";
import { Link, Redirect, useLocation, useSearch } from "wouter";
import { isForMembers } from "../app/paths";
import { routes } from "../app/routes";
import { ServerError, Unreachable } from "../network/environment";
import { useReturning } from "../network/returning";
import { useSession, wasSignedOutAt } from "../network/session";
import { Button } from "./Button";
import styles from "./Failure.module.css";
import { NotLoaded } from "./loading";
import { useTitle } from "./title";

interface Props {
  /** Another value tries anew. */
  place: string;
  children: ReactNode;
}

interface State {
  error: Error | null;
  place: string;
  tries: number;
}

const Try = createContext(0);

/** The number of the try, for the `fetchKey` of queries: otherwise a failed one would be remembered. */
export function useTry(): number {
  return useContext(Try);
}

/** Shows why a part of the page could not be loaded. It tries again on demand, and once the server is there again. */
export class Failure extends Component<Props, State> {
  override state = { error: null as Error | null, place: this.props.place, tries: 0 };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  static getDerivedStateFromProps(props: Props, state: State) {
    return props.place === state.place ? null : { error: null, place: props.place };
  }

  override componentDidCatch(error: Error) {
    renew(error);
  }

  override render() {
    const { error, tries } = this.state;
    if (!error) return <Try value={tries}>{this.props.children}</Try>;
    if (error instanceof ServerError && error.code === "UNAUTHENTICATED") return <SignInFirst />;
    const tryAgain = () => this.setState({ error: null, tries: tries + 1 });
    return isAway(error) ? (
      <Away isUnopened={error instanceof NotLoaded} onReturn={tryAgain} />
    ) : (
      <Failed title={<Trans>This could not be shown</Trans>} onTry={tryAgain}>
        {error.message}
      </Failed>
    );
  }
}

function isAway(error: Error): boolean {
  return error instanceof Unreachable || (error instanceof NotLoaded && !error.isMissing);
}

function renew(error: Error): void {
  if (error instanceof NotLoaded) error.renew();
}

interface AwayProps {
  /** The page itself is not there, whatever it would show. */
  isUnopened: boolean;
  onReturn: () => void;
}

function Away({ isUnopened, onReturn }: AwayProps) {
  useReturning(onReturn);
  return (
    <Failed
      title={navigator.onLine ? <Trans>The server cannot be reached</Trans> : <Trans>You are offline</Trans>}
      onTry={onReturn}
    >
      {isUnopened ? (
        <Trans>This was not opened before. It will be shown as soon as there is a connection.</Trans>
      ) : (
        <Trans>Please check your network connection.</Trans>
      )}
    </Failed>
  );
}

function Failed({ title, onTry, children }: { title: ReactNode; onTry: () => void; children: ReactNode }) {
  return (
    <div className={styles.failure} role="alert">
      <h2>{title}</h2>
      <p>{children}</p>
      <Button onPress={onTry}>
        <Trans>Try again</Trans>
      </Button>
    </div>
  );
}

interface SparedProps {
  /** Another value tries anew. */
  place: string;
  /** Stands in its place as long as it fails. */
  fallback: ReactNode;
  children: ReactNode;
}

/** A part that the rest of the page can do without: what fails in it is not shown. */
export class Spared extends Component<SparedProps, { failed: string | null }> {
  override state = { failed: null as string | null };

  static getDerivedStateFromError() {
    return { failed: "" };
  }

  override componentDidCatch(error: Error) {
    renew(error);
  }

  static getDerivedStateFromProps({ place }: SparedProps, { failed }: { failed: string | null }) {
    return { failed: failed === "" ? place : failed === place ? failed : null };
  }

  override render() {
    return this.state.failed === null ? this.props.children : this.props.fallback;
  }
}

/** Leads to signing in, and from there back to what is for somebody who is signed in. */
function SignInFirst() {
  const [path] = useLocation();
  const search = useSearch();
  const next = encodeURIComponent(search ? `${path}?${search}` : path);
  return <Redirect to={`${routes.signIn}?next=${next}`} replace />;
}

/** There is no such thing, or it is not for whoever looks. */
export function NothingHere() {
  const { t } = useLingui();
  const [path] = useLocation();
  const isSignedIn = useSession() !== null;
  useTitle(t`There is nothing here`);
  if (!isSignedIn && (isForMembers(path) || wasSignedOutAt(path))) return <SignInFirst />;
  return (
    <div className={styles.failure}>
      <h1>
        <Trans>There is nothing here</Trans>
      </h1>
      <p>
        {isSignedIn ? (
          <Trans>It may have been removed, or it is not open to you. Signing in with another account may help.</Trans>
        ) : (
          <Trans>It may have been removed, or be open only to some who have signed in.</Trans>
        )}
      </p>
      {!isSignedIn && (
        <p>
          <Link href={`${routes.signIn}?next=${encodeURIComponent(path)}`}>
            <Trans>Sign in</Trans>
          </Link>
        </p>
      )}
      <p>
        <Link href={routes.market}>
          <Trans>To the market</Trans>
        </Link>
      </p>
    </div>
  );
}
