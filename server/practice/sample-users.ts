/** Somebody who buys in a practice sale. */
export interface SampleUser {
  readonly email: string;
  readonly name: string;
}

/** What the addresses of all sample users begin with, so that one list finds them. */
export const sampleEmailPrefix = "practice.";

/** Twenty given names and twenty family names make 400 buyers, the same ones each time. */
export function sampleUsers(): readonly SampleUser[] {
  return givenNames.flatMap((given) =>
    familyNames.map((family) => ({
      email: `${sampleEmailPrefix}${plainLetters(given)}.${plainLetters(family)}@example.com`,
      name: `${given} ${family}`,
    })),
  );
}

const givenNames = words(`
  Aino Bartosz Camille Dilek Emeka Freya Giulia Hugo Ines Jonas
  Katya Liam Mei Noor Oskar Priya Rafael Sofía Tomáš Zoë`);

const familyNames = words(`
  Andersen Bianchi Costa Dubois Eriksson Fischer García Haddad Ivanova Jansen
  Kowalski Lindqvist Murphy Novák Okafor Patel Rossi Schneider Tanaka Yılmaz`);

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

/** Lower-case ASCII: accents fall off, and the one letter that has none to lose is written out. */
function plainLetters(name: string): string {
  return name.normalize("NFD").replaceAll(/\p{M}/gu, "").replaceAll("ı", "i").toLowerCase();
}
