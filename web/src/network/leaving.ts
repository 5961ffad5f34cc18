/** What would be lost if the page were left: while there is something, the browser asks first. */

let held = 0;

/** Holds the page until what is returned is called; more calls of it change nothing. */
export function hold(): () => void {
  if (held === 0) window.addEventListener("beforeunload", ask);
  held += 1;
  let isHeld = true;
  return () => {
    if (!isHeld) return;
    isHeld = false;
    held -= 1;
    // A page that listens for nothing is kept by the browser, and is there at once on the way back.
    if (held === 0) window.removeEventListener("beforeunload", ask);
  };
}

/** Holds the page while something is done, however it ends. */
export async function holding<T>(act: () => Promise<T>): Promise<T> {
  const release = hold();
  try {
    return await act();
  } finally {
    release();
  }
}

function ask(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
