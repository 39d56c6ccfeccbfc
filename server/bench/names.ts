/** The name of a bench's user by their number: 2,000 names, so that a search has something to tell apart. */
export function userName(index: number): string {
  return `${pick(given, index)} ${pick(stems, index / 10)}${pick(endings, index / 100)}`;
}

/** The name of a bench's item by its number. */
export function itemName(index: number): string {
  return `${pick(things, index)}, ${pick(variants, index / things.length)}`;
}

const given = "Ada Bruno Chen Dora Emil Farah Grace Hugo Ines 王小明".split(" ");
const stems = "Berg Dahl Fisch Holm Keller Linden Nord Roth Stein Wald".split(" ");
const endings = "-er-mann-en-son-ova-ic-ini-ez-a-os-ski-ing-is-y-o-ard-el-ow-ian".split("-");
const things = ["Concert ticket", "Black tee", "Hoodie", "Tour poster", "Vinyl record", "Mug"];
const variants = [
  "standing",
  "front of stage",
  "balcony",
  "first edition",
  "signed",
  "second night",
];

function pick(from: readonly string[], number: number): string {
  return from[Math.floor(number) % from.length] ?? "";
}
