import { BinaryReader } from "@bufbuild/protobuf/wire";

/** Numbers of the fields on the way, in sluice.log.v1.Event and sluice.payments.v1.Payment. */
const paymentField = 10;
const createdSeqField = 18;

/**
 * The created_seq of the payment that a stored event is about; undefined when it is about none. Passes over the rest: decoding all of an event
 * takes 6 µs instead of 1, and the check of the books looks at one for every payment.
 */
export function paymentSeqOf(event: Uint8Array): number | undefined {
  const reader = new BinaryReader(event);
  if (!skipTo(reader, paymentField)) return undefined;
  const payment = new BinaryReader(reader.bytes());
  return skipTo(payment, createdSeqField) ? Number(payment.int64()) : undefined;
}

/** True with the reader at the value of the field; false at the end of a message that has none. */
function skipTo(reader: BinaryReader, field: number): boolean {
  while (reader.pos < reader.len) {
    const [number, wireType] = reader.tag();
    if (number === field) return true;
    reader.skip(wireType, number);
  }
  return false;
}
