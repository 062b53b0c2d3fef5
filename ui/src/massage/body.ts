/**
 * The body as the map draws it: one half, the person's own left on the image's right in the front view, mirrored for the other half.
 *
 * The middle of the body is x = 0, the crown y = 10, the feet y = 450. Regions are cut to the outline, so they may reach beyond it.
 */

/** A view of the body. */
export type View = 'front' | 'back';
/** The person's own sides. */
export type Side = 'left' | 'right';

/** The half of the outline down to the ankle, from the crown. */
const toAnkle =
  'M0 10C13 10 21.2 19 21.2 34C24.4 33.2 26 37 24.8 42C24 46 22 48.6 19.9 47.8C18.8 54.5 16.6 59.6 13.4 63' +
  'C12.9 68 12.9 71 13.2 75C13.8 83 24 86.6 34 90C46 93.4 55 97 57.6 111C59.4 121 60.4 133 62 146C63.4 158 66 168 68.6 179' +
  'C72.4 194 75.6 212 77.8 231C78.8 237.6 83.6 244 84.4 254C84.8 262 85 270 84 277C83.4 281 81.8 284 80.2 284C79.6 287.6 77 289.4 75 288' +
  'C73 289.4 70.6 287.6 70.4 284.4C68 284.4 67 281 66.9 277C66.6 270 66.8 265 67 260C66.6 263 66 267 64.4 270C62.8 272.6 60.4 271.4 60.6 268' +
  'C61 259 61.8 247 66.8 237C64.4 222 60.4 206 57.4 190C55 178 51.4 162 48.4 148C46.8 140 44.4 131 40.6 124' +
  'C40.4 142 36.4 160 34.2 176C33 187 34.8 199 38.4 211C42.4 224 44.4 238 44.2 255C43.8 286 36.6 312 34 336C33 350 36.6 362 36 380C35.2 398 28 413 26.4 425';
/** From the ankle's inside up to where the legs meet. */
const fromAnkle = 'C12.6 410 8.6 396 7.6 380C6.8 364 10 352 9.8 339C9 318 4.4 290 2.6 264C2.2 260 1.4 257 0 256';

/** Half outlines: open lines that meet in the middle. */
export const outline: Record<View, string> = {
  front: `${toAnkle}C26.4 431 31.4 436.6 34.4 442.6C36.6 447.6 34.4 451 29 451.4C24 452 16.6 452.4 13.4 450C10 447 13.8 436 13.6 425${fromAnkle}`,
  back: `${toAnkle}C26.8 432 29.4 438 28 443.4C26.8 447.6 22 449 19 448.4C14.4 447.8 11.6 444.6 12 440C12.3 434 14 430 13.6 425${fromAnkle}`,
};

/** A half sole: the back view cannot show it, so the soles lie below the figure. */
export const sole =
  'M22 462C27.4 462 31 466 31 472C31 480 31.8 486 34 493C36.6 500 38.4 504 37.8 509C38 512 36.4 514 34.6 513.8C34.4 516.6 32 518 30.2 517C29.6 519.8 26.8 520.8 25 519.4' +
  'C24 522 21.4 522.6 19.8 521C17.6 524.6 11.6 524.4 10.6 519C9.8 514 10.8 508 12.4 502C14 495 15 488 14 480C13.2 475 13 471 13.8 468C15 464.2 18.4 462 22 462Z';

/** Quiet lines inside the outline, drawn on both halves. */
export const inner: Record<View, string[]> = {
  front: [
    // jaw, brow and lid, side of the nose, mouth
    'M13.4 63C10.6 67 5.6 69.8 0 69.8',
    'M4.4 35.4C7.4 33.6 11.4 33.6 14 35.2',
    'M4.6 40.6C7 42.8 11 42.8 13.4 40.4',
    'M0 51.6C1.6 52.2 3.2 51.4 3.4 50',
    'M0 58.4C2.4 58.4 4.6 57.8 6.2 56.8',
    // collarbone, breast muscle, navel, groin, knee, ankle
    'M4 92.6C14 91.4 26 93 38.6 96.4',
    'M4 132C16 137 32 134 40 122',
    'M0 194C.8 194 1.2 195 1.2 196.4C1.2 197.6 .8 198.4 0 198.4',
    'M38.6 224C28 236 14 248 3 256',
    'M13 331C16 327.4 28 327.4 31.4 331',
    'M14 350C18 353.6 27 353.6 30.6 350',
    // fingers
    'M71.4 267C71 273 70.6 279 70.4 284',
    'M75.6 267C75.6 274 75.4 281 75 287.6',
    'M79.6 267C80.2 273 80.4 279 80.2 283.6',
    // ear, toes
    'M22.6 37C23.6 38.6 23 42 21.6 44',
    'M20 446.4C20 448.6 19.8 450 19.6 451',
    'M25.4 446C25.6 448 25.6 450 25.6 451',
    'M30 445C30.6 447 30.8 449 30.8 450.4',
  ],
  back: [
    'M12 62.6C9 64.6 4 65.6 0 65.6',
    // shoulder blade, buttock, fold of the knee, tendon of the heel, elbow
    'M33 112C26 112 18 114 15.6 120C15 131 19 142 25 148C30 144 34.6 134 36.4 124',
    'M3 256C12 263 28 262 38 253',
    'M0 224V254',
    'M21.2 34C19.6 36 19.2 40 19.8 44',
    'M12 340C18 343.6 27 343.6 32.4 340',
    'M17 406C18.4 414 18 424 16.8 432',
    'M23.4 406C22.6 414 23 424 24.2 432',
    'M60 181C62 183 65 183.4 67 182',
  ],
};

/** The half of each region, by view, from head to foot. */
const drawn = {
  front: {
    scalp: 'M-.4 0H21.4V34H20.6C19.6 28 13 23.4 -.4 23.2Z',
    forehead: 'M-.4 23.6C12.6 23.8 18.8 28 19.8 33.4C17 31.8 9 31 4 33.4L-.4 35.4Z',
    temple: 'M16 33C17.6 31 19.6 30.4 21.2 31.6C21.6 36 21.4 41 20.6 45.4C18.6 46 17 44.6 16.4 42.4C15.6 39 15.4 36 16 33Z',
    eye: 'M3 39.6C3.2 36.4 6 34.8 9 34.8C12.2 34.8 15 36.6 15 39.8C15 43 12.2 45 9 45C5.8 45 3 43 3 39.6Z',
    cheek: 'M5.4 49.6C5.6 47.4 8 47 11 46.8C14 46.6 16 45.8 17.6 47C19.2 48.4 18.8 51.4 17.4 53.8C16 56.4 13.6 57.6 11 57C7.8 56.2 5.2 53 5.4 49.6Z',
    jaw: 'M-.4 62C5 62 9 60.8 12.6 59C16 57.4 17.4 54 18.6 51C19.2 50 20.4 50 20 52C18.6 57 16.6 60.6 13.4 63C10.6 67 5.6 69.8 -.4 69.8Z',
    'neck-front': 'M-.4 70.4C5.8 70.4 11.2 67.4 14 63.4L20 80C14 84 10 89.6 -.4 90Z',
    chest: 'M-.4 95C8 93.6 22 94.8 37 98.4C43 105 43.4 114 38.6 121.4C31 132.6 15 135.4 -.4 131Z',
    abdomen: 'M-.4 143C9 143.4 20 148 27.4 157C30.6 172 30 192 32.6 212C27 228 12 240 -.4 242Z',
    armpit: 'M38 113C41.6 113 46.4 120 47.6 128C47 131.4 41.6 131 39 127C36.8 123 36.6 116.4 38 113Z',
    groin: 'M38 218L43.4 229C33 243 18 256 6 265L1.6 257C15 248.6 29 236 38 218Z',
    'upper-arm': 'M47 108C52 102 60 102 66 110L74 172C66 178 58 179 51 176C48 160 46 140 43 126C43.6 119 44.6 112 47 108Z',
    forearm: 'M51 182C58 185.6 66 184 76 178L84 227H60Z',
    wrist: 'M60 229.4L84 228.4V239L60 240.4Z',
    hand: 'M55 242.6L92 241V296H55Z',
    thigh: 'M46 232C37 247 20 261 2.6 270L9 318C17 323.6 28 323.6 40 317Z',
    knee: 'M6 327C14 322.6 30 322.6 40 327V352C30 356.4 14 356.4 6 352Z',
    shin: 'M16 358C22 359.6 30 359.6 42 356V414H18.4C16.4 396 15.4 376 16 358Z',
    'inner-calf': 'M2 372C6 369 11 369 14 372C13.6 388 14.8 402 16.6 416H4Z',
    ankle: 'M6 418C14 421 24 421 34 418V431C24 434 14 434 6 431Z',
    foot: 'M6 434C14 437 24 437 36 434L44 456H4Z',
  },
  back: {
    'back-of-head': 'M-.4 0H21.4V34C21.4 38 17 41 15.2 46C13.8 51 14.4 56 14 60C9.6 63.6 4 64.8 -.4 64.8Z',
    'behind-ear': 'M16 50C16.2 46.4 18 44.6 19.6 45.4C21 46.4 20.8 51 19.4 55C18.4 58.4 16.8 60 15.8 58.6C15 57 15.6 53 16 50Z',
    'neck-back': 'M3 66.6C8 66 11.6 64 14 62.4V76C15 81 12 85.6 3 87.4Z',
    shoulder: 'M3.4 90.6C10 89.4 15.4 85 16.4 78L62 90V111C54 105 44 104.6 35 104C23 102.8 12 99.4 3.4 96.6Z',
    'upper-back': 'M3.4 100C13 103.4 25 106.4 37 107.6C42.6 112 43 122 40.4 130C38.4 140 36 148 34 152C24 157.6 13 158.6 3.4 158.6Z',
    spine: 'M-.4 67H1.8V216C1.4 218.6 .6 220 -.4 220Z',
    // with the sacrum, between the buttocks
    'lower-back': 'M3.4 162C14 162 26 160 40 155L42 204C31 206.4 20 208.6 11.4 212.4L1.4 240H-.4V222C1.6 221.4 3 219 3.4 216Z',
    buttock: 'M13.6 215.4C21 211.6 31 209.4 42 208.6L48 248C38 260 14 265 2.4 256V246Z',
    'back-of-thigh': 'M2 262C14 268.6 34 266 50 254V318C38 324 18 324 6 319Z',
    'back-of-knee': 'M6 327C14 330.6 30 330.6 42 327V350C30 353.6 14 353.6 6 350Z',
    calf: 'M2 356C14 351.6 30 351.6 42 356V402C34 412.6 16 412.6 6 402Z',
    sole,
  },
} satisfies Record<View, Record<string, string>>;

/**
 * What is seen of a region from the other side too: the arms and the feet go round, and the shoulder's muscle comes over to the front.
 * It can be tapped there; a region still has the one view it is shown in.
 */
export const around: Record<View, Partial<Record<Region, string>>> = {
  front: { shoulder: 'M17 84C26 88 44 88 64 92V110C60 103 52 102 46.4 107C44 103 40.6 99.6 37.4 97.4C30 94.6 24 93.6 14 92.6Z' },
  back: {
    'upper-arm': 'M44 110C50 107.4 58 108.6 68 114L74 172C66 178 58 179 51 176C48 160 44 140 41 126C42.6 121 43.4 115 44 110Z',
    forearm: drawn.front.forearm,
    wrist: drawn.front.wrist,
    hand: drawn.front.hand,
    ankle: 'M4 413C14 416 24 416 36 412V431C24 434 14 434 4 431Z',
    foot: drawn.front.foot,
  },
};

/** A region, as the core names it. */
export type Region = keyof typeof drawn.front | keyof typeof drawn.back;

interface Drawing {
  readonly view: View;
  readonly half: string;
}

/** Every region with its view and the half that is drawn, from head to foot. */
export const regions = Object.fromEntries(
  (['front', 'back'] as const).flatMap((view) => Object.entries(drawn[view]).map(([region, half]) => [region, { view, half }])),
) as Record<Region, Drawing>;

export const isRegion = (name: string): name is Region => name in regions;

/** How far up and down a region reaches, with the air around it that makes it readable. */
const reach: Record<Region, readonly [number, number]> = {
  scalp: [0, 98], forehead: [0, 98], temple: [0, 98], eye: [0, 98], cheek: [0, 98], jaw: [0, 98], 'neck-front': [0, 120],
  'back-of-head': [0, 104], 'behind-ear': [0, 104], 'neck-back': [0, 128], shoulder: [0, 170], 'upper-back': [40, 190], spine: [40, 240],
  'lower-back': [100, 270], chest: [40, 180], armpit: [60, 180], abdomen: [90, 270], groin: [180, 310], buttock: [170, 300],
  'upper-arm': [60, 220], forearm: [130, 296], wrist: [170, 300], hand: [180, 300], thigh: [200, 350], 'back-of-thigh': [200, 350],
  knee: [270, 410], 'back-of-knee': [270, 410], shin: [310, 458], 'inner-calf': [310, 458], calf: [300, 456], ankle: [350, 458], foot: [370, 458],
  sole: [396, 528],
};

/** How far from the middle something lit reaches: the arms hang outside the trunk. */
export const halfWidth = (lit: readonly Region[]): number => (lit.length === 0 || lit.some((region) => arm.includes(region)) ? 92 : 0);
const arm: readonly Region[] = ['upper-arm', 'forearm', 'wrist', 'hand'];

/** The whole figure, up and down: the same for both, so that they stand at one height. */
export const whole: Record<View, readonly [number, number]> = { front: [6, 528], back: [6, 528] };

/** The stretch of the body, up and down, in which all of `lit` can be seen well. */
export function stretch(lit: readonly Region[], view: View): readonly [number, number] {
  const spans = lit.filter((region) => regions[region].view === view).map((region) => reach[region]);
  if (spans.length === 0) return whole[view];
  return [Math.min(...spans.map(([top]) => top)), Math.max(...spans.map(([, bottom]) => bottom))];
}

/** The sides a step's `side` names. */
export function sidesOf(side: string): readonly Side[] {
  return side === 'left' || side === 'right' ? [side] : ['left', 'right'];
}

/** Whether a side is drawn on the image's right: the person's left is, from the front. */
export const onTheRight = (side: Side, view: View): boolean => (view === 'front') === (side === 'left');
