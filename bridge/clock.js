// An engine's time: the wall clock's when the engine began, and from then on what a steady clock says has passed. Somebody may set the wall
// clock meanwhile; to an engine time never jumps.

/** @returns {() => number} milliseconds since 1970 */
export function steadyClock() {
  const zero = Date.now() - performance.now();
  return () => Math.floor(zero + performance.now());
}
