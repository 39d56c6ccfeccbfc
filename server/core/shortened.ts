/** The beginning of a text, at most `lengthMax` characters, and no half of one: what a store or a message keeps of what somebody else wrote. */
export function shortened(text: string, lengthMax: number): string {
  return text.slice(0, lengthMax).toWellFormed();
}
