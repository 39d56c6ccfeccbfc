/** The zones that can be chosen besides the local one and UTC, by name; `chosen` is among them, whatever its name. */
export function zoneChoices(chosen: string): readonly string[] {
  const zones = new Set(Intl.supportedValuesOf("timeZone"));
  // An older name of a zone, or one of a newer browser: the choice stands.
  zones.add(chosen);
  zones.delete("local");
  zones.delete("UTC");
  return [...zones].toSorted();
}
