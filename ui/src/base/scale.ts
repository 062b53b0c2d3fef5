/** How much larger the person's text is than the usual 16 px: what is drawn beside text grows with it. */
export const textScale = (): number => (parseFloat(getComputedStyle(document.documentElement).fontSize) || 16) / 16;
