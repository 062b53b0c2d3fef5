/** The places where pain is marked, by their names on the wire, from head to foot. Their names are the body map's. */
const places: readonly string[] = [
  'forehead', 'temple', 'jaw', 'back-of-head', 'neck-back', 'shoulder', 'upper-arm', 'forearm', 'wrist', 'hand', 'chest', 'abdomen', 'upper-back',
  'lower-back', 'buttock', 'groin', 'thigh', 'back-of-thigh', 'knee', 'shin', 'calf', 'ankle', 'foot', 'sole',
];

/** What can be marked: these, and whatever was marked already. */
export const regionsWith = (marked: readonly string[]): string[] => [...places, ...marked.filter((region) => !places.includes(region))];
