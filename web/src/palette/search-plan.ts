/** What is asked of the server for a text: each part may find objects of one kind. */
export interface SearchPlan {
  /** An id: of an order, or of a payment. */
  readonly id?: string;
  /** Orders of the user with this address. */
  readonly email?: string;
  /** Orders with this item. */
  readonly sku?: string;
  /** Users by id, by the beginning of their address or of a word of their name. */
  readonly users?: string;
  /** Items by the beginning of their SKU or of a word of their name. */
  readonly items?: string;
}

/** One letter finds too much to be of use, and costs the server as much. A Chinese character says more. */
const textMinLength = 2;
/** As the contract has it for a query. */
const textMaxLength = 254;
const wordsMax = 8;

/** What to look for: a text may be an id, an address, a SKU or words of a name, and is asked for as all it may be. */
export function searchPlan(typed: string): SearchPlan {
  const text = typed.trim();
  if (uuid.test(text)) return { id: text.toLowerCase(), users: text.toLowerCase() };
  const short = text.length < textMinLength && !/[^ -ɏ]/.test(text);
  const words = text.split(/\s+/).length;
  if (text === "" || short || text.length > textMaxLength || words > wordsMax) return {};
  if (text.includes("@")) return { users: text, ...(address.test(text) && { email: text }) };
  return { users: text, items: text, ...(sku.test(text) && { sku: text }) };
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const address = /^[^@\s]+@[^@\s]+\.[^@\s.]{2,}$/;
const sku = /^[\w.-]{2,64}$/;
