/** From so many events a second on, and down to so few again, the page is busy. */
const fromPerSecond = 60;
const downToPerSecond = 30;

/**
 * Whether so much happens that numbers change all the time. A line under each that changed tells nothing then, and costs: a hundred of them
 * fade at once in a list of stock, each a layer of its own for the browser, and keys wait for those.
 */
export function isBusy(before: boolean, eventsPerSecond: number): boolean {
  return eventsPerSecond >= (before ? downToPerSecond : fromPerSecond);
}
