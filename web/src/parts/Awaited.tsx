/** Parts of the page that wait for answers or code, and are shown as soon as these are there. */
import { type ComponentType, lazy, type ReactNode, Suspense, useLayoutEffect, useReducer } from "react";
import { listenToArrivals, tellArrival } from "../network/arrivals";
import { loaded, renewSheets } from "./loading";

interface AwaitedProps {
  /** Stands in its place meanwhile. */
  fallback?: ReactNode;
  children: ReactNode;
}

/**
 * Suspense that does not keep anybody waiting: React by itself shows what had to be waited for no earlier than 300 ms
 * after the last fallback came, so that fallbacks do not flicker. The fallbacks here are not seen so soon. Rendering it
 * once more shows it at once.
 */
export function Awaited({ fallback = null, children }: AwaitedProps) {
  const [, tryAgain] = useReducer((tries: number) => tries + 1, 0);
  return <Suspense fallback={<Fallback onArrival={tryAgain}>{fallback}</Fallback>}>{children}</Suspense>;
}

function Fallback({ onArrival, children }: { onArrival: () => void; children: ReactNode }) {
  useLayoutEffect(() => listenToArrivals(onArrival), [onArrival]);
  return children;
}

/** A component that is loaded when it is first shown; if that fails, when it is shown again. */
export function lazily<Props extends object>(load: () => Promise<{ default: ComponentType<Props> }>) {
  let hasFailed = false;
  const again = async () => {
    if (hasFailed) await renewSheets();
    return load();
  };
  const begin = () =>
    lazy(() => {
      const loading = loaded(again, renew);
      // Told after React has heard of it, which listens later than this.
      const tell = () => queueMicrotask(tellArrival);
      loading.then(tell, tell);
      return loading;
    }) as ComponentType<Props>;
  let Part = begin();
  const renew = () => {
    hasFailed = true;
    Part = begin();
  };
  const shown = (props: Props) => <Part {...props} />;
  return shown;
}
