import { catalogueFields, sameField } from "./catalogue.ts";
import type { Catalogue, CatalogueField } from "./catalogue.ts";

/** One item in three versions: as an edit began, as the editor wants it, as somebody has meanwhile made it. */
export interface Versions {
  readonly base: Catalogue;
  readonly mine: Catalogue;
  readonly theirs: Catalogue;
}

/** A field that is not the same in all three versions, by who changed it. */
export interface FieldMerge {
  readonly field: CatalogueField;
  /** "agreed": both made the same change; "conflict": both changed it, and differently. */
  readonly changedBy: "me" | "them" | "agreed" | "conflict";
}

export type Choice = "mine" | "theirs";
export type Choices = Readonly<Partial<Record<CatalogueField, Choice>>>;

export type Merged =
  | { readonly kind: "merged"; readonly catalogue: Catalogue }
  /** Somebody has to say whose change stands. */
  | { readonly kind: "undecided"; readonly fields: readonly CatalogueField[] };

/** Fields that differ between the versions, in the order in which they are shown. */
export function mergeFields(versions: Versions): readonly FieldMerge[] {
  return catalogueFields.flatMap((field) => {
    const changedBy = changedByWhom(field, versions);
    return changedBy === undefined ? [] : [{ field, changedBy }];
  });
}

/** Whose value of a field stands: what was chosen, else that of the only one who changed it; undefined in an open conflict. */
export function standing({ field, changedBy }: FieldMerge, choices: Choices): Choice | undefined {
  const chosen = choices[field];
  if (chosen !== undefined) return chosen;
  if (changedBy === "conflict") return undefined;
  return changedBy === "me" ? "mine" : "theirs";
}

/** The version that keeps every change which nobody contradicts, and of the others what was chosen. */
export function mergeCatalogue(versions: Versions, choices: Choices): Merged {
  const merges = mergeFields(versions);
  const open = merges.filter((merge) => standing(merge, choices) === undefined);
  if (open.length > 0) return { kind: "undecided", fields: open.map(({ field }) => field) };
  const taken = merges.map((merge) => {
    const from = standing(merge, choices) === "mine" ? versions.mine : versions.theirs;
    return [merge.field, from[merge.field]] as const;
  });
  return { kind: "merged", catalogue: { ...versions.theirs, ...Object.fromEntries(taken) } };
}

function changedByWhom(
  field: CatalogueField,
  { base, mine, theirs }: Versions,
): FieldMerge["changedBy"] | undefined {
  const byMe = !sameField(field, base, mine);
  const byThem = !sameField(field, base, theirs);
  if (byMe && byThem) return sameField(field, mine, theirs) ? "agreed" : "conflict";
  if (byMe) return "me";
  return byThem ? "them" : undefined;
}
