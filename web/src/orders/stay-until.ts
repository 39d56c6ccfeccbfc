let heldCount = 0;

/** Lets the browser ask before the tab is closed, until everything has settled that would be cut off. */
export async function stayUntil(settled: Promise<void>): Promise<void> {
  heldCount += 1;
  addEventListener("beforeunload", ask);
  try {
    await settled;
  } finally {
    heldCount -= 1;
    if (heldCount === 0) removeEventListener("beforeunload", ask);
  }
}

function ask(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
