/**
 * What the server refuses, by ErrorInfo.reason, from the metadata that comes with it, such as "sku"; what is wrong with a field likewise,
 * by FieldViolation.reason. For languages that the server does not speak: what it says itself is English.
 */
export type Reasons = Readonly<Record<string, (metadata: Metadata) => string>>;

export type Metadata = Readonly<Record<string, string>>;
