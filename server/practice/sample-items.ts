/** One item of the practice catalogue. */
export interface SampleItem {
  readonly sku: string;
  readonly name: string;
  readonly priceCents: bigint;
  /** Units at the opening. */
  readonly stock: number;
  /** Units one user may hold; 0 for no limit. */
  readonly perUserLimit: number;
  readonly paused: boolean;
  /** When ordering opens, after the start of the sale; 0 for an item that is open already. */
  readonly opensAfterMs: number;
  /** Scarce items sell out and get a few units now and then; the others never run dry. */
  readonly scarce: boolean;
  /** Share of the demand, against the others. */
  readonly weight: number;
}

const plain = { perUserLimit: 0, paused: false, opensAfterMs: 0, scarce: false } as const;
const minuteMs = 60_000;

/** The item that most buyers came for. */
export const hotItem: SampleItem = {
  ...plain,
  sku: "DROP-01",
  name: "Harbour jacket, midnight",
  priceCents: 12_900n,
  stock: 240,
  perUserLimit: 4,
  scarce: true,
  weight: 0,
};

/** The items of a sale that are not the hot one, with one of each thing that an operator meets. */
export const warmItems: readonly [SampleItem, ...SampleItem[]] = [
  {
    ...plain,
    sku: "TEE-ECRU",
    name: "Heavy T-shirt, ecru",
    priceCents: 2_900n,
    stock: 9_000,
    weight: 16,
  },
  {
    ...plain,
    sku: "TEE-INK",
    name: "Heavy T-shirt, ink",
    priceCents: 2_900n,
    stock: 9_000,
    weight: 14,
  },
  {
    ...plain,
    sku: "SOCK-3P",
    name: "Ribbed socks, three pairs",
    priceCents: 1_800n,
    stock: 12_000,
    weight: 12,
  },
  {
    ...plain,
    sku: "HOOD-SAGE",
    name: "Hooded sweatshirt, sage",
    priceCents: 7_900n,
    stock: 6_000,
    weight: 9,
  },
  {
    ...plain,
    sku: "CAP-CORD",
    name: "Corduroy cap, rust",
    priceCents: 3_400n,
    stock: 6_000,
    weight: 8,
  },
  {
    ...plain,
    sku: "TOTE-XL",
    name: "Canvas tote, extra large",
    priceCents: 2_400n,
    stock: 8_000,
    weight: 7,
  },
  {
    ...plain,
    sku: "MUG-SPECK",
    name: "Speckled stoneware mug",
    priceCents: 1_600n,
    stock: 5_000,
    weight: 6,
  },
  {
    ...plain,
    sku: "PIN-SET",
    name: "Enamel pins, set of four",
    priceCents: 1_200n,
    stock: 7_000,
    weight: 5,
  },
  {
    ...plain,
    sku: "POSTER-A2",
    name: "Night harbour, numbered print, A2",
    priceCents: 4_500n,
    stock: 900,
    perUserLimit: 2,
    weight: 2,
  },
  {
    ...plain,
    sku: "BEANIE-01",
    name: "Merino beanie, charcoal",
    priceCents: 3_900n,
    stock: 1_500,
    paused: true,
    weight: 1,
  },
  {
    ...plain,
    sku: "DROP-02",
    name: "Harbour jacket, sand",
    priceCents: 12_900n,
    stock: 180,
    perUserLimit: 2,
    opensAfterMs: minuteMs,
    scarce: true,
    weight: 3,
  },
];

export const sampleItems: readonly SampleItem[] = [hotItem, ...warmItems];
