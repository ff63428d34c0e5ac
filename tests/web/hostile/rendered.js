// What may stand in a widget's shadow DOM, whatever it was given. Runs in the page, so it is one function without imports.

/** @param {Element} whole the widget, or a part of it @returns {string[]} what must not be there */
export function strayIn(whole) {
  const elements =
    /^(a|article|aside|b|bdi|blockquote|br|button|circle|code|datalist|dd|details|dialog|div|dl|dt|em|fieldset|figcaption|figure|footer|form|g|h[1-6]|header|hr|i|img|input|kbd|label|legend|li|line|main|mark|menu|meter|nav|ol|optgroup|option|output|p|path|picture|polyline|pre|progress|rect|s|search|section|select|slot|small|span|strong|sub|summary|sup|svg|table|tbody|td|textarea|th|thead|time|tr|u|ul)$/;
  const attributes =
    /^(aria-[a-z]+|data-[a-z-]+|alt|autocapitalize|autocomplete|checked|class|colspan|cx|cy|d|datetime|decoding|dir|disabled|draggable|enterkeyhint|fill|fill-rule|focusable|for|height|hidden|href|id|inert|inputmode|lang|list|loading|max|maxlength|min|minlength|multiple|name|open|part|placeholder|popover|popovertarget|popovertargetaction|r|readonly|referrerpolicy|rel|required|role|rows|rowspan|rx|scope|selected|slot|spellcheck|src|start|stroke|stroke-[a-z]+|tabindex|target|title|translate|type|value|viewBox|width|x|x1|x2|y|y1|y2)$/;
  /** @type {string[]} */
  const stray = [];
  /** @param {Element} element @param {Attr} attribute */
  const isAllowed = (element, { name, value }) => {
    // A field that grows is given its height by script, which a policy allows.
    if (name === "style") return element.matches("textarea");
    if (!attributes.test(name)) return false;
    if (name === "href") return /^(https?|mailto):/.test(value) && isOut(/** @type {HTMLAnchorElement} */ (element));
    if (name === "src") return new URL(value, document.baseURI).origin === location.origin;
    if (name === "type") return /^[a-z]+$/.test(value);
    return true;
  };
  /** Leaves the page as what it is: in another tab, without a way back. @param {HTMLAnchorElement} link */
  const isOut = (link) =>
    link.href.startsWith(location.href.split("#")[0] + "#") ||
    (link.target === "_blank" && /\bnoopener\b/.test(link.rel) && /\bugc\b/.test(link.rel));
  /** @param {Element | ShadowRoot | null} root */
  const walk = (root) => {
    for (const element of root?.querySelectorAll("*") ?? []) {
      if (!elements.test(element.localName)) stray.push(`<${element.localName}>`);
      for (const attribute of element.attributes) {
        if (!isAllowed(element, attribute)) {
          stray.push(`<${element.localName} ${attribute.name}="${attribute.value.slice(0, 80)}">`);
        }
      }
      walk(element.shadowRoot);
    }
  };
  walk(whole.shadowRoot ?? whole);
  return [...new Set(stray)];
}

/**
 * What reaches beyond the widget's sides, unless something in between scrolls or clips it.
 * @param {Element} whole the widget, or a part of it @returns {string[]}
 */
export function beyond(whole) {
  const root = whole.shadowRoot ?? whole;
  const { left, right } = /** @type {ShadowRoot} */ (
    whole.shadowRoot ?? whole.getRootNode()
  ).host.getBoundingClientRect();
  /** @param {Element} element */
  const isHeld = (element) => {
    for (let at = element.parentElement; at; at = at.parentElement) {
      if (getComputedStyle(at).overflowX !== "visible") return true;
    }
    return false;
  };
  const wide = [...root.querySelectorAll("*")].filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && (box.right > right + 4 || box.left < left - 4) && !isHeld(element);
  });
  const page = document.documentElement;
  if (page.scrollWidth > page.clientWidth) wide.unshift(page);
  return wide
    .slice(0, 10)
    .map((element) => `${element.localName}.${element.className} ${element.textContent?.trim().slice(0, 40)}`);
}
