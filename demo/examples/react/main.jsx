// React 19: attributes as in HTML, events by `on` before their name.
import { useState } from "react";
import { createRoot } from "react-dom/client";

/** @import { PleinEvents } from "plein" */
/** @import {} from "plein/react" */

function Community() {
  const [shown, setShown] = useState(true);
  const [sort, setSort] = useState(/** @type {"active" | "new" | "top"} */ ("active"));
  const [threads, setThreads] = useState(/** @type {number | undefined} */ (undefined));

  return (
    <>
      <h1>The widget in React</h1>
      <div className="controls">
        <label>
          Sorted by{" "}
          <select value={sort} onChange={(event) => setSort(/** @type {any} */ (event.target.value))}>
            <option value="active">the last reply</option>
            <option value="new">the question</option>
            <option value="top">replies and likes</option>
          </select>
        </label>
        <button type="button" onClick={() => setShown(!shown)}>
          {shown ? "Take it away" : "Put it back"}
        </button>
        <span role="status">{threads === undefined ? "" : `${threads} conversations`}</span>
      </div>
      {shown && (
        <plein-feed
          relay="/"
          bridge="noordnet"
          page-size={5}
          sort={sort}
          onplein-ready={(/** @type {CustomEvent<PleinEvents["plein-ready"]>} */ event) =>
            setThreads(event.detail.threads)
          }
        />
      )}
    </>
  );
}

createRoot(/** @type {HTMLElement} */ (document.querySelector("#app"))).render(<Community />);
