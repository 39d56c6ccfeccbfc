/** The largest amount that is kept, in minor units: 2^53 - 1, what JSON and the tables of the server have exactly. */
export const moneyMaxMinorUnits = 9_007_199_254_740_991n;
