// @ts-check
// Keeps what the page has loaded, so that it works without a network from then on. Assets lie in a
// folder named after their content: what is kept of it is right for ever. Pages come from the
// network while there is one.

const KEPT = "retrosheet-VERSION";
const worker = /** @type {any} */ (self);

worker.addEventListener("install", () => worker.skipWaiting());

worker.addEventListener("activate", (event) => {
  const others = caches
    .keys()
    .then((names) =>
      Promise.all(
        names
          .filter((name) => name.startsWith("retrosheet-") && name !== KEPT)
          .map((name) => caches.delete(name)),
      ),
    );
  event.waitUntil(others.then(() => worker.clients.claim()));
});

worker.addEventListener("message", (event) => {
  event.waitUntil(
    caches.open(KEPT).then((kept) =>
      Promise.all(event.data.keep.map((address) => kept.add(address).catch(() => undefined))),
    ),
  );
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== worker.location.origin) return;
  event.respondWith(address.pathname.includes("/assets/") ? fromHere(request) : fromThere(request));
});

/** @param {Request} request */
async function fromHere(request) {
  const kept = await caches.open(KEPT);
  const found = await kept.match(request, { ignoreVary: true });
  if (found) return found;
  const answer = await fetch(request);
  if (answer.ok) await kept.put(request, answer.clone());
  return answer;
}

/** @param {Request} request */
async function fromThere(request) {
  const kept = await caches.open(KEPT);
  try {
    const answer = await fetch(request);
    if (answer.ok) await kept.put(request, answer.clone());
    return answer;
  } catch (error) {
    const found = await kept.match(request, { ignoreSearch: true, ignoreVary: true });
    if (found) return found;
    throw error;
  }
}
