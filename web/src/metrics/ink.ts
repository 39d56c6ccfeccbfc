/** The colour of a token as a canvas understands it: it knows neither variables nor light-dark(). */
export function inkOf(element: Element, token: string): string {
  const probe = document.createElement("span");
  probe.style.color = `var(${token})`;
  element.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
