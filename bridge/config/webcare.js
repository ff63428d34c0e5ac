// How soon questions are to be answered: as an operator writes it, and as the engine, which knows no time zones, is told it.

/** @typedef {import("./types.d.ts").WebcareEntry} WebcareEntry */

const weekdays = /** @type {const} */ (["mon", "tue", "wed", "thu", "fri", "sat", "sun"]);
const dayMs = 86400000;
const years = { before: 1, after: 2 }; // of a relay's start, for which offsets are told
const always = /** @type {[number, number]} */ ([0, 1440]);
const never = /** @type {[number, number]} */ ([0, 0]);

/** @param {string} zone */
function zoneClock(zone) {
  const format = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
  /** Minutes more than UTC. @param {number} at */
  return (at) => {
    const name = format.formatToParts(at).find(({ type }) => type === "timeZoneName")?.value ?? "GMT";
    const [, sign, hours, minutes] = /^GMT([+-])(\d\d):(\d\d)/.exec(name) ?? ["", "+", "0", "0"];
    return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  };
}

/** When clocks of a zone are changed, around a time. @param {string} zone @param {number} now */
export function offsetsOf(zone, now) {
  const minutesAt = zoneClock(zone);
  const from = now - years.before * 366 * dayMs;
  const offsets = [{ from: 0, minutes: minutesAt(from) }];
  let minutes = minutesAt(from);
  for (let day = from; day < now + years.after * 366 * dayMs; day += dayMs) {
    if (minutesAt(day + dayMs) === minutes) continue;
    let [before, after] = [day, day + dayMs];
    while (after - before > 1000) {
      const middle = Math.floor((before + after) / 2);
      if (minutesAt(middle) === minutes) before = middle;
      else after = middle;
    }
    minutes = minutesAt(after);
    offsets.push({ from: Math.ceil(before / 1000) * 1000, minutes });
  }
  return offsets;
}

/** @param {string} text "17:30" */
const minuteOf = (text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));

/** @param {WebcareEntry | undefined} webcare @param {number} now @returns {{webcare?: import("../../wasm/engine.d.ts").WebcareConfig}} */
export function webcareConfig(webcare, now) {
  if (!webcare) return {};
  const { target_minutes, escalate_minutes, places = {}, hours, holidays = [], time_zone = "UTC" } = webcare;
  const { posts_a_day = 0, replies_per_post = 0 } = webcare;
  const inMs = (/** @type {number} */ minutes) => minutes * 60000;
  return {
    webcare: {
      target_ms: inMs(target_minutes ?? 0),
      escalate_ms: inMs(escalate_minutes ?? 0),
      places: Object.fromEntries(Object.entries(places).map(([place, minutes]) => [place, inMs(minutes)])),
      hours: weekdays.map((day) => {
        if (!hours) return always;
        const [from, to] = hours[day] ?? [];
        return from === undefined || to === undefined ? never : [minuteOf(from), minuteOf(to)];
      }),
      holidays: holidays.map((day) => Date.parse(day) / dayMs),
      offsets: offsetsOf(time_zone, now),
      posts_a_day,
      replies_per_post,
    },
  };
}

/** What of it cannot be. @param {import("./types.d.ts").Config} config @returns {string[]} */
export function webcareProblems(config) {
  return config.bridges.flatMap(({ webcare, places }, i) => {
    if (!webcare) return [];
    const at = `bridges[${i}].webcare`;
    const known = ["site", ...places.map(({ id }) => id)];
    const problems = [];
    for (const place of Object.keys(webcare.places ?? {}))
      if (!known.includes(place))
        problems.push(`${at}.places: found "${place}", expected the id of a place: ${known.join(", ")}`);
    for (const [day, [from = "", to = ""]] of Object.entries(webcare.hours ?? {}))
      if (from >= to) problems.push(`${at}.hours.${day}: found ${from} to ${to}, expected an end after the beginning`);
    for (const [j, day] of (webcare.holidays ?? []).entries())
      if (Number.isNaN(Date.parse(day)))
        problems.push(`${at}.holidays[${j}]: found "${day}", expected a day that there is`);
    try {
      zoneClock(webcare.time_zone ?? "UTC");
    } catch {
      problems.push(`${at}.time_zone: found "${webcare.time_zone}", expected a time zone, as Europe/Amsterdam`);
    }
    return problems;
  });
}
