// One endpoint that says whether the service is
// up.
import Fastify from "fastify";

const app = Fastify({ logger: true });

// What a handler returns, or its promise resolves
// to, is sent as JSON.
app.get("/status", async () => ({
  service: "fleet-tracker",
  status: "ok",
}));

await app.listen({ port: 3000, host: "0.0.0.0" });
