// An endpoint that passes on what another service
// answers.
import Fastify from "fastify";

const upstream = process.env.UPSTREAM_URL;
const timeoutMs = Number(process.env.UPSTREAM_TIMEOUT_MS);
// At the start, where somebody is looking, not
// with each request.
if (!upstream || !(timeoutMs > 0)) {
  throw new Error("set UPSTREAM_URL and UPSTREAM_TIMEOUT_MS");
}

const app = Fastify({ logger: true });

app.get("/shipments", async (request, reply) => {
  try {
    // The deadline covers the body as well as the
    // headers.
    const answer = await fetch(upstream, {
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!answer.ok) {
      throw new Error(`upstream said ${answer.status}`);
    }
    return await answer.json();
  } catch (error) {
    // The cause is for our log, not for whoever
    // asked.
    request.log.error(error);
    return reply.code(502).send({ error: "upstream failed" });
  }
});

await app.listen({ port: 3000, host: "0.0.0.0" });
