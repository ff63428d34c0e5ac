// A session that begins anew, as its relay did, or as that can be reached again.
import { FeedStore } from "./feed-store.js";

/** @import { FeedList } from "./feed-list.js" */
/** @import { Session } from "./session.js" */

/** Reads everything anew, and only then gives up what is here. Throws RelayError, and nothing has changed. @param {Session} session */
export async function startOver(session) {
  /** @param {FeedList} list */
  const first = (list) => session.readFeed_({ ...list.selection, pageSize: Math.min(100, list.wanted_ || 20) });
  const read = async (/** @type {FeedList} */ list) => /** @type {const} */ ([list, await first(list)]);
  const feeds = new Map(await Promise.all(session.lists.map(read)));
  if (session.closed) return;
  session.store.close();
  session.store = new FeedStore();
  session.engine = "waiting";
  session.seenAt = undefined;
  for (const list of session.lists) {
    const count = list.wanted_;
    list.begin();
    const feed = feeds.get(list);
    if (feed) list.take(feed);
    void list.want(count);
  }
  session.tell();
}
