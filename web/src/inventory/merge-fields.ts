import { catalogueFields, sameField } from "./catalogue.ts";
import type { Catalogue, CatalogueField } from "./catalogue.ts";

/** One item in three versions: as an edit began, as the editor wants it, as somebody has meanwhile made it. */
export interface Versions {
  readonly base: Catalogue;
  readonly mine: Catalogue;
  readonly theirs: Catalogue;
  /** Fields in which the editor has typed what cannot be read yet: it must not get lost either. */
  readonly unreadable: ReadonlySet<CatalogueField>;
}

/** A field that is not the same in all three versions, by who changed it. */
export interface FieldMerge {
  readonly field: CatalogueField;
  /** "agreed": both made the same change; "conflict": both changed it, and differently. */
  readonly changedBy: "me" | "them" | "agreed" | "conflict";
}

export type Choice = "mine" | "theirs";
export type Choices = Readonly<Partial<Record<CatalogueField, Choice>>>;

/** Fields that differ between the versions, in the order in which they are shown. */
export function mergeFields(versions: Versions): readonly FieldMerge[] {
  return catalogueFields.flatMap((field) => {
    const changedBy = changedByWhom(field, versions);
    return changedBy === undefined ? [] : [{ field, changedBy }];
  });
}

/** Whether the other version has something that the editor has not seen. */
export function hasNews(merges: readonly FieldMerge[]): boolean {
  return merges.some(({ changedBy }) => changedBy === "them" || changedBy === "conflict");
}

/** Whose value of a field stands: what was chosen, else that of the only one who changed it; undefined in an open conflict. */
export function standing({ field, changedBy }: FieldMerge, choices: Choices): Choice | undefined {
  const chosen = choices[field];
  if (chosen !== undefined) return chosen;
  if (changedBy === "conflict") return undefined;
  return changedBy === "me" ? "mine" : "theirs";
}

/** Fields for which somebody still has to say whose change stands. */
export function openConflicts(
  merges: readonly FieldMerge[],
  choices: Choices,
): readonly CatalogueField[] {
  return merges.filter((merge) => standing(merge, choices) === undefined).map(({ field }) => field);
}

function changedByWhom(
  field: CatalogueField,
  { base, mine, theirs, unreadable }: Versions,
): FieldMerge["changedBy"] | undefined {
  const typed = unreadable.has(field);
  const byMe = typed || !sameField(field, base, mine);
  const byThem = !sameField(field, base, theirs);
  if (byMe && byThem) return !typed && sameField(field, mine, theirs) ? "agreed" : "conflict";
  if (byMe) return "me";
  return byThem ? "them" : undefined;
}
