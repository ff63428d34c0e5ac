// What comes into view in a widget: threads of a list, and answers. It watches the shadow tree from outside.

/** @import { PleinFeed } from "../feed-element.js" */

/** A thread of a list; the answer that was accepted; the mark of somebody of the team over a reply. */
const watched = "[part=card],[part=result],[part=answer],[part=role]";
const leastPart = 0.5; // of itself, or of a third of the window where it is taller

/** @param {PleinFeed} widget @param {(what: "impression" | "answer_read", thread: string) => void} tell */
export function watchView(widget, tell) {
  const root = widget.renderRoot;
  const views = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting, intersectionRatio, intersectionRect } of entries) {
        if (!isIntersecting || !(intersectionRatio >= leastPart || intersectionRect.height > innerHeight / 3)) continue;
        views.unobserve(target);
        const thread = target.closest("[data-id]")?.getAttribute("data-id");
        if (!thread) continue;
        if (target.hasAttribute("data-id")) tell("impression", thread);
        // The first post answers nothing, whoever wrote it.
        else if (target.closest("[data-post]")?.getAttribute("data-post") !== thread) tell("answer_read", thread);
      }
    },
    { threshold: [0.1, leastPart] },
  );
  /** @param {Element} element */
  const observe = (element) => {
    if (element.matches(watched)) views.observe(element);
    for (const each of element.querySelectorAll(watched)) views.observe(each);
  };
  new MutationObserver((records) => {
    for (const { addedNodes, target, type } of records) {
      for (const node of addedNodes) if (node instanceof Element) observe(node);
      // A card is another thread's from now on.
      if (type === "attributes" && target instanceof Element && target.matches(watched)) {
        views.unobserve(target);
        views.observe(target);
      }
    }
  }).observe(root, { childList: true, subtree: true, attributeFilter: ["data-id"] });
  for (const element of root.children) observe(element);
}
