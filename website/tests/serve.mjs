// A static server on loopback that serves a folder under a sub-path, compressed as hosts do, and
// keeps account of what it sent.
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import zlib from "node:zlib";

const TYPES = {
  ".css": "text/css", ".html": "text/html; charset=utf-8", ".json": "application/json",
  ".mjs": "text/javascript", ".js": "text/javascript", ".py": "text/plain; charset=utf-8",
  ".svg": "image/svg+xml", ".wasm": "application/wasm", ".zip": "application/zip",
  ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};
const PACKED = new Set([".css", ".html", ".json", ".mjs", ".js", ".py", ".svg", ".wasm"]);

export async function serve(folder, under = "/some/where/") {
  const kept = new Map();
  const sent = { requests: 0, bytes: 0, missing: [] };
  const server = http.createServer((request, response) => {
    const place = decodeURIComponent(new URL(request.url, "http://x").pathname);
    const file = path.join(folder, place.slice(under.length));
    if (!place.startsWith(under) || !fs.existsSync(file) || !fs.statSync(file).isFile()) {
      if (!place.endsWith("favicon.ico")) sent.missing.push(place);
      response.writeHead(404).end();
      return;
    }
    const ending = path.extname(file);
    const packed = PACKED.has(ending);
    if (!kept.has(file)) {
      const plain = fs.readFileSync(file);
      kept.set(file, packed ? zlib.gzipSync(plain, { level: 9 }) : plain);
    }
    const body = kept.get(file);
    sent.requests += 1;
    sent.bytes += body.length;
    response.writeHead(200, {
      "content-type": TYPES[ending] ?? "application/octet-stream",
      "cache-control": "no-cache",
      ...(packed ? { "content-encoding": "gzip" } : {}),
    });
    response.end(body);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address();
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { address: `http://127.0.0.1:${port}${under}`, sent, close };
}
