/** What can wait until something was shown. @param {() => void} then */
export function afterPaint(then) {
  // A hidden tab paints nothing and gets no frames.
  if (document.visibilityState === "hidden") setTimeout(then, 200);
  else requestAnimationFrame(() => setTimeout(then));
}
