import type {} from "plein/react";

export function Community({ token }: { token: string }) {
  return (
    <main>
      <plein-feed
        relay="https://relay.example"
        bridge="noordnet"
        page-size={5}
        sort="top"
        compact
        token={token}
        className="community"
        onplein-ready={(event) => event.detail.threads.toFixed()}
        onplein-sign-in={(event) => event.preventDefault()}
      >
        <p>The conversations load here.</p>
      </plein-feed>
      <plein-desk
        relay="https://relay.example"
        bridge="noordnet"
        page="queue"
        token={token}
        onplein-desk-page={(event) => event.detail.page.length}
      />
      {/* @ts-expect-error there is no such page */}
      <plein-desk relay="/" bridge="noordnet" page="kitchen" />
      {/* @ts-expect-error there is no such order */}
      <plein-feed relay="/" bridge="noordnet" sort="oldest" />
      {/* @ts-expect-error a listener is a function */}
      <plein-feed relay="/" bridge="noordnet" onplein-ready="ready" />
      {/* @ts-expect-error there is no such element */}
      <plein-fed relay="/" />
    </main>
  );
}
